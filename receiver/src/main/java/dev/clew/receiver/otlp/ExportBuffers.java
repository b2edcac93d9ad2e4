// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import dev.clew.codec.otlp.OtlpLimits;

/**
 * What a call needs for a short time and the next one needs again.
 *
 * <p>Threads: any number at once.
 */
final class ExportBuffers {

  /** A payload that has grown larger is not kept. */
  private static final int PAYLOAD_KEPT_MAX = 1 << 20;

  private final IdlePool<Payload> payloads = new IdlePool<>(Payload::new);
  private final IdlePool<OtlpDecoder> decoders;

  ExportBuffers(OtlpLimits limits) {
    decoders = new IdlePool<>(() -> new OtlpDecoder(limits));
  }

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

  OtlpDecoder takeDecoder() {
    return decoders.take();
  }

  void giveDecoder(OtlpDecoder decoder) {
    decoders.give(decoder);
  }
}
