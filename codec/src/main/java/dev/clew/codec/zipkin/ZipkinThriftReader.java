// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.DecodeReport;
import dev.clew.codec.MalformedPayloadException;
import dev.clew.codec.PayloadReader;
import dev.clew.codec.thrift.ThriftInput;
import dev.clew.model.SpanBatchBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Reads what the oldest clients of Jaeger's agent send: a message {@code emitZipkinBatch}, whose
 * argument is a list of Zipkin's v1 spans. As with all of Zipkin's formats, one bad span is a bad
 * list.
 *
 * <p>Threads: one at a time. Cost: one pass; every span becomes an object on its way.
 *
 * <p>Source: the published {@code agent.thrift}.
 */
public final class ZipkinThriftReader implements PayloadReader {

  private static final byte[] EMIT_ZIPKIN_BATCH =
      "emitZipkinBatch".getBytes(StandardCharsets.UTF_8);

  /** The only argument. */
  private static final int SPANS = 1 << 8 | ThriftInput.LIST;

  private final ThriftInput in;
  private final DecodeLimits limits;
  private final LongSupplier epochNanos;

  private ZipkinThriftReader(ThriftInput in, DecodeLimits limits, LongSupplier epochNanos) {
    this.in = in;
    this.limits = limits;
    this.epochNanos = epochNanos;
  }

  /**
   * A reader of messages to the agent, in this protocol.
   *
   * @param epochNanos the time of arrival, which is the start of spans that have none
   */
  public static ZipkinThriftReader ofAgentMessage(
      DecodeLimits limits, ThriftInput in, LongSupplier epochNanos) {
    return new ZipkinThriftReader(in, limits, epochNanos);
  }

  @Override
  public DecodeReport read(byte[] source, int offset, int length, SpanBatchBuilder builder) {
    int resourceCount = builder.resourceCount();
    int scopeCount = builder.scopeCount();
    int spanCount = builder.spanCount();
    boolean complete = false;
    in.reset(source, offset, length);
    try {
      message(new ThriftSpans(in, new ZipkinTarget(builder, limits, epochNanos.getAsLong())));
      complete = true;
      return new DecodeReport(builder.spanCount() - spanCount, 0, Map.of(), "");
    } catch (IllegalArgumentException e) {
      throw new MalformedPayloadException("emitZipkinBatch: " + e.getMessage(), e);
    } finally {
      in.release(); // a packet must not live on in an idle reader
      if (!complete) {
        builder.rewind(resourceCount, scopeCount, spanCount);
      }
    }
  }

  private void message(ThriftSpans spans) {
    in.message();
    if (!Arrays.equals(
        EMIT_ZIPKIN_BATCH, 0, EMIT_ZIPKIN_BATCH.length, in.bytes(), in.begin(), in.end())) {
      throw new MalformedPayloadException("a message that is not emitZipkinBatch", 0);
    }
    in.beginStruct();
    for (int field = in.field(); field != ThriftInput.STOP; field = in.field()) {
      if (field == SPANS) {
        spans.readList();
      } else {
        in.skip(field);
      }
    }
    in.endStruct();
  }
}
