// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.DecodeReport;
import dev.clew.codec.MalformedPayloadException;
import dev.clew.codec.PayloadReader;
import dev.clew.codec.thrift.BinaryInput;
import dev.clew.codec.thrift.ThriftInput;
import dev.clew.model.SpanBatchBuilder;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import tools.jackson.core.JacksonException;

/**
 * Reads lists of Zipkin spans into a {@link SpanBatchBuilder}, in the way that Zipkin's own server
 * accepts, normalises and refuses them: one bad span is a bad list, unknown fields are ignored,
 * names become lower case, an empty payload is an empty list. Messages are Zipkin's words.
 *
 * <p>Threads: any number at once. Cost: one pass; of the v2 formats nothing becomes an object but
 * endpoints and ids, v1 spans become objects on their way.
 */
public final class ZipkinReader implements PayloadReader {

  private final ZipkinFormat format;
  private final DecodeLimits limits;
  private final LongSupplier epochNanos;

  /**
   * A reader of one format.
   *
   * @param limits how much a payload may hold; one that holds more is refused
   * @param epochNanos the time of arrival, which is the start of spans that have none
   */
  public ZipkinReader(ZipkinFormat format, DecodeLimits limits, LongSupplier epochNanos) {
    this.format = format;
    this.limits = limits;
    this.epochNanos = epochNanos;
  }

  @Override
  public DecodeReport read(byte[] source, int offset, int length, SpanBatchBuilder builder) {
    Objects.checkFromIndexSize(offset, length, source.length);
    int resourceCount = builder.resourceCount();
    int scopeCount = builder.scopeCount();
    int spanCount = builder.spanCount();
    boolean complete = false;
    try {
      if (length > 0) {
        read(source, offset, length, new ZipkinTarget(builder, limits, epochNanos.getAsLong()));
      }
      complete = true;
      return new DecodeReport(builder.spanCount() - spanCount, 0, Map.of(), "");
    } catch (JacksonException e) {
      throw unreadable(e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw unreadable(String.valueOf(e.getMessage()), e);
    } finally {
      if (!complete) {
        builder.rewind(resourceCount, scopeCount, spanCount);
      }
    }
  }

  private void read(byte[] source, int offset, int length, ZipkinTarget target) {
    if (!isList(source[offset])) {
      throw new MalformedPayloadException("Expected a " + format + " encoded list\n");
    }
    switch (format) {
      case JSON_V2 -> new JsonV2Spans(target).read(source, offset, length);
      case JSON_V1 -> new JsonV1Spans(target).read(source, offset, length);
      case PROTO3 -> new Proto3Spans(target).read(source, offset, length);
      case THRIFT -> {
        ThriftInput in = new BinaryInput();
        in.reset(source, offset, length);
        new ThriftSpans(in, target).readList();
      }
    }
  }

  private boolean isList(byte first) {
    return switch (format) {
      case JSON_V2, JSON_V1 ->
          first == '[' || first == ' ' || first == '\n' || first == '\r' || first == '\t';
      case PROTO3 -> first == Proto3Spans.SPAN_TAG;
      case THRIFT -> first == ThriftInput.STRUCT;
    };
  }

  private MalformedPayloadException unreadable(String cause, Throwable thrown) {
    String encoding =
        switch (format) {
          case JSON_V2, JSON_V1 -> "json";
          case PROTO3 -> "proto3";
          case THRIFT -> "TBinary";
        };
    return new MalformedPayloadException(cause + " reading List<Span> from " + encoding, thrown);
  }
}
