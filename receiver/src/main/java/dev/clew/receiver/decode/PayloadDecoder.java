// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.decode;

import dev.clew.codec.DecodeReport;
import dev.clew.codec.PayloadReader;
import dev.clew.pipeline.IngestRequest;
import java.util.function.Supplier;

/**
 * Decodes payloads of one format into ingest requests, with readers that are used again.
 *
 * <p>Threads: any number at once.
 */
public final class PayloadDecoder {

  private final IdlePool<PayloadReader> readers;

  /** A decoder that makes as many readers as are needed at the same time. */
  public PayloadDecoder(Supplier<? extends PayloadReader> reader) {
    readers = new IdlePool<>(reader::get);
  }

  /**
   * Adds the spans of a payload to a request, and counts there what had to be left out.
   *
   * @throws dev.clew.codec.MalformedPayloadException if the bytes are not such a payload
   */
  public void decode(byte[] bytes, int offset, int length, IngestRequest request) {
    PayloadReader reader = readers.take();
    DecodeReport report = reader.read(bytes, offset, length, request.builder());
    readers.give(reader);
    report
        .rejectedByReason()
        .forEach((reason, count) -> request.reject(reason.label(), count, report.firstMessage()));
  }
}
