// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

/** The caller gave up waiting for an answer. */
public final class QueryCancelledException extends RuntimeException {

  /** A cancelled query. */
  public QueryCancelledException() {
    super("query cancelled by its caller");
  }
}
