// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.grpc;

/**
 * Answers the calls of one method.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
@FunctionalInterface
public interface GrpcHandler<Q, A> {

  /**
   * Sends the messages of an answer, one for a method that is not a stream.
   *
   * <p>It runs on a virtual thread, so it may block. What it throws becomes the status of the call.
   */
  void answer(Q request, GrpcCall<A> call);
}
