// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.http;

import dev.clew.pipeline.IngestRequest;

/**
 * What one stage of a request may hold: at most the size of a message, and no more than the queue
 * has room for.
 *
 * <p>Threads: one at a time.
 */
final class SizeLimit {

  private final IngestRequest request;
  private final long bytesMax;
  private long claimedBytes;

  /**
   * A limit that nothing counts towards yet.
   *
   * @param frameBytes how many bytes around the message do not count
   */
  SizeLimit(IngestRequest request, long bytesMax, int frameBytes) {
    this.request = request;
    this.bytesMax = bytesMax;
    this.claimedBytes = -frameBytes;
  }

  /**
   * Asks for room for more bytes.
   *
   * @throws RefusedException if the request is too large
   * @throws dev.clew.store.StoreUnavailableException if the queue is full
   */
  void claim(long bytes) {
    claimedBytes += bytes;
    if (claimedBytes > bytesMax) {
      throw RefusedException.tooLarge(bytesMax);
    }
    request.reserve(bytes);
  }
}
