// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.MalformedPayloadException;
import dev.clew.codec.thrift.ThriftInput;
import dev.clew.model.SpanBatchBuilder;

/** Reads Zipkin's Thrift spans where they are part of another message. */
public final class ZipkinThriftReader {

  private ZipkinThriftReader() {}

  /**
   * Adds a list of spans, from its header to its last element, to a builder that has no open row.
   *
   * @param receivedNanos when it came: the start of spans that have none, in epoch nanoseconds
   * @throws MalformedPayloadException if there is no such list; some of its spans may then be in
   *     the builder
   */
  public static void readList(
      ThriftInput in, DecodeLimits limits, long receivedNanos, SpanBatchBuilder builder) {
    try {
      new ThriftSpans(in, new ZipkinTarget(builder, limits, receivedNanos)).readList();
    } catch (IllegalArgumentException e) {
      throw new MalformedPayloadException("Zipkin spans: " + e.getMessage(), e);
    }
  }
}
