// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.http;

import dev.clew.receiver.decode.IdlePool;

/**
 * What a call needs for a short time and the next one needs again.
 *
 * <p>Threads: any number at once.
 */
public final class RequestBuffers {

  /** A payload that has grown larger is not kept. */
  private static final int PAYLOAD_KEPT_MAX = 1 << 20;

  private final IdlePool<Payload> payloads = new IdlePool<>(Payload::new);

  /** An empty payload. */
  Payload takePayload() {
    return payloads.take();
  }

  void givePayload(Payload payload) {
    if (payload.capacity() <= PAYLOAD_KEPT_MAX) {
      payload.clear();
      payloads.give(payload);
    }
  }
}
