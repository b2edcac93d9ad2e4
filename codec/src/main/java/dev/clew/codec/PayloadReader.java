// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec;

import dev.clew.model.SpanBatchBuilder;

/**
 * Reads payloads of one format into span batches.
 *
 * <p>Threads: one at a time. A reader is made to be used again.
 */
public interface PayloadReader {

  /**
   * Adds the spans of a payload to a builder that has no open row.
   *
   * @return how many spans were added and which were left out
   * @throws MalformedPayloadException if the bytes are not such a payload; the builder is then left
   *     with the rows it had before
   */
  DecodeReport read(byte[] source, int offset, int length, SpanBatchBuilder builder);
}
