// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.http;

/** Answers one kind of request. */
@FunctionalInterface
public interface QueryHandler {

  /**
   * Reads the request and writes the body of its answer, with status 200.
   *
   * <p>It runs on a virtual thread, so it may block. What it throws becomes an error answer if the
   * body has not been sent in part already; else the connection is cut.
   *
   * @throws ApiException for an answer with an error
   */
  void answer(QueryCall call);
}
