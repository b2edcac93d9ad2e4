// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.DecodeReport;
import dev.clew.codec.MalformedPayloadException;
import dev.clew.codec.PayloadReader;
import dev.clew.codec.RequestTally;
import dev.clew.codec.SpanRejection;
import dev.clew.codec.thrift.ThriftInput;
import dev.clew.model.SpanBatchBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads Jaeger's Thrift {@code Batch} into a span batch: by itself, as the collector is sent it, or
 * as the argument of {@code emitBatch}, as the agent is.
 *
 * <p>Nothing is lost, see the package. Threads: one at a time. Cost: one pass over the bytes;
 * beyond the builder's growth it allocates one small report per payload, and what is odd about a
 * span.
 */
public final class JaegerThriftReader implements PayloadReader {

  private static final byte[] EMIT_BATCH = "emitBatch".getBytes(StandardCharsets.UTF_8);

  private final ThriftInput in;
  private final boolean isMessage;
  private final RequestTally tally;
  private final SpanTranslation translation;
  private final ProcessTranslation process;
  private final ThriftSpanReader structs;
  private SpanBatchBuilder target = new SpanBatchBuilder();
  private int firstSpan; // of the payload

  private JaegerThriftReader(DecodeLimits limits, ThriftInput in, boolean isMessage) {
    this.in = in;
    this.isMessage = isMessage;
    tally = new RequestTally(limits);
    TagRows tags = new TagRows(tally);
    translation = new SpanTranslation(tally, tags);
    process = new ProcessTranslation(tags);
    structs = new ThriftSpanReader(in, translation, process);
  }

  /** A reader of batches, in this protocol. */
  public static JaegerThriftReader ofBatch(DecodeLimits limits, ThriftInput in) {
    return new JaegerThriftReader(limits, in, false);
  }

  /** A reader of messages to the agent, in this protocol. */
  public static JaegerThriftReader ofAgentMessage(DecodeLimits limits, ThriftInput in) {
    return new JaegerThriftReader(limits, in, true);
  }

  @Override
  public DecodeReport read(byte[] source, int offset, int length, SpanBatchBuilder builder) {
    int resourceCount = builder.resourceCount();
    int scopeCount = builder.scopeCount();
    in.reset(source, offset, length);
    tally.begin(length);
    target = builder;
    firstSpan = builder.spanCount();
    try {
      if (isMessage) {
        message();
      } else {
        batch();
      }
      return tally.report(builder.spanCount() - firstSpan);
    } catch (MalformedPayloadException e) {
      builder.rewind(resourceCount, scopeCount, firstSpan);
      throw e;
    } finally {
      in.release(); // a large payload must not live on in an idle reader
    }
  }

  private void message() {
    in.message();
    if (!Arrays.equals(EMIT_BATCH, 0, EMIT_BATCH.length, in.bytes(), in.begin(), in.end())) {
      throw new MalformedPayloadException("a message that is not emitBatch", 0);
    }
    in.beginStruct();
    for (int field = in.field(); field != ThriftInput.STOP; field = in.field()) {
      if (field == ThriftFields.EMIT_BATCH_BATCH) {
        batch();
      } else {
        in.skip(field);
      }
    }
    in.endStruct();
  }

  private void batch() {
    int resource = target.beginResource();
    int firstSpanOfBatch = target.spanCount();
    translation.open(in.bytes(), target);
    process.begin(in.bytes(), target);
    in.beginStruct();
    for (int field = in.field(); field != ThriftInput.STOP; field = in.field()) {
      switch (field) {
        case ThriftFields.BATCH_PROCESS -> structs.process();
        case ThriftFields.BATCH_SPANS -> spans(resource);
        default -> in.skip(field);
      }
    }
    in.endStruct();
    SpanRejection rejection = process.end();
    int spanCount = target.spanCount() - firstSpanOfBatch;
    if (rejection != null || spanCount == 0) {
      target.discardResource();
      reject(rejection, spanCount);
    } else {
      target.endResource();
    }
  }

  private void spans(int resource) {
    int count = in.list();
    if (in.elementType() != ThriftInput.STRUCT) {
      in.skipElements(count, in.elementType());
      return;
    }
    for (int left = count; left > 0; left--) {
      if (target.spanCount() - firstSpan < tally.limits().spansPerRequestMax()) {
        translation.begin();
        structs.span();
        if (translation.end() == null) {
          translation.close(resource);
        }
      } else {
        reject(SpanRejection.TOO_MANY_SPANS, 1);
        in.skipElements(1, ThriftInput.STRUCT);
      }
    }
  }

  private void reject(@Nullable SpanRejection reason, int spanCount) {
    if (reason != null) {
      tally.reject(
          reason, spanCount, tally.wantsMessage() ? reason.message(tally.limitOf(reason)) : "");
    }
  }
}
