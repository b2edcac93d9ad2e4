// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.DecodeReport;
import dev.clew.codec.MalformedPayloadException;
import dev.clew.codec.PayloadReader;
import dev.clew.codec.RequestTally;
import dev.clew.codec.SpanRejection;
import dev.clew.codec.protobuf.ProtoInput;
import dev.clew.model.SpanBatchBuilder;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the spans of Jaeger's protobuf model ({@code jaeger.api_v2}) into a span batch.
 *
 * <p>A span belongs to the process that it brings itself, else to that of its batch. Nothing is
 * lost, see the package. Threads: one at a time. Cost: one pass over the bytes, and another over
 * the outline of a batch; beyond the builder's growth it allocates one small report per payload,
 * and what is odd about a span.
 */
public final class JaegerProtoReader implements PayloadReader {

  /** Which message a payload is. */
  private enum Message {
    POST_SPANS_REQUEST,
    BATCH,
    SPAN
  }

  private static final byte[] NOTHING = {};
  private static final int NONE = -1;

  private final Message message;
  private final ProtoInput in = new ProtoInput();
  private final RequestTally tally;
  private final SpanTranslation translation;
  private final ProcessTranslation process;
  private final ProtoSpanReader messages;
  private SpanBatchBuilder target = new SpanBatchBuilder();
  private int firstSpan; // of the payload

  // The process of the batch, and the process that has become a resource last
  private int batchProcessBegin;
  private int batchProcessEnd;
  private int resource;
  private int resourceBegin;
  private int resourceEnd;
  private @Nullable SpanRejection resourceRejection;

  private JaegerProtoReader(DecodeLimits limits, Message message) {
    this.message = message;
    tally = new RequestTally(limits);
    TagRows tags = new TagRows(tally);
    translation = new SpanTranslation(tally, tags);
    process = new ProcessTranslation(tags);
    messages = new ProtoSpanReader(in, translation, process);
  }

  /** A reader of {@code PostSpansRequest}, what the collector is sent over gRPC. */
  public static JaegerProtoReader ofPostSpansRequest(DecodeLimits limits) {
    return new JaegerProtoReader(limits, Message.POST_SPANS_REQUEST);
  }

  /** A reader of {@code Batch}. */
  public static JaegerProtoReader ofBatch(DecodeLimits limits) {
    return new JaegerProtoReader(limits, Message.BATCH);
  }

  /** A reader of a single {@code Span} with its process, what Jaeger writes to Kafka. */
  public static JaegerProtoReader ofSpan(DecodeLimits limits) {
    return new JaegerProtoReader(limits, Message.SPAN);
  }

  @Override
  public DecodeReport read(byte[] source, int offset, int length, SpanBatchBuilder builder) {
    Objects.checkFromIndexSize(offset, length, source.length);
    int resourceCount = builder.resourceCount();
    int scopeCount = builder.scopeCount();
    in.reset(source, offset);
    tally.begin(length);
    target = builder;
    firstSpan = builder.spanCount();
    translation.open(source, builder);
    try {
      int limit = offset + length;
      switch (message) {
        case POST_SPANS_REQUEST -> request(offset, limit);
        case BATCH -> batch(offset, limit);
        case SPAN -> {
          beginBatch();
          span(offset, limit);
        }
      }
      return tally.report(builder.spanCount() - firstSpan);
    } catch (MalformedPayloadException e) {
      builder.rewind(resourceCount, scopeCount, firstSpan);
      throw e;
    } finally {
      in.reset(NOTHING, 0); // a large payload must not live on in an idle reader
    }
  }

  private void request(int at, int limit) {
    while (at < limit) {
      int tag = in.tag(at, limit);
      at = in.next();
      if (tag == ProtoFields.POST_SPANS_BATCH) {
        int begin = in.open(at, limit);
        at = in.end();
        batch(begin, at);
      } else {
        at = in.skip(tag, at, limit);
      }
    }
  }

  private void batch(int at, int limit) {
    beginBatch();
    findProcess(at, limit);
    while (at < limit) {
      int tag = in.tag(at, limit);
      at = in.next();
      if (tag == ProtoFields.BATCH_SPANS) {
        int begin = in.open(at, limit);
        at = in.end();
        if (target.spanCount() - firstSpan < tally.limits().spansPerRequestMax()) {
          span(begin, at);
        } else {
          reject(SpanRejection.TOO_MANY_SPANS);
        }
      } else {
        at = in.skip(tag, at, limit);
      }
    }
  }

  private void beginBatch() {
    batchProcessBegin = NONE;
    batchProcessEnd = NONE;
    resource = NONE;
  }

  /** The process of a batch comes behind its spans. */
  private void findProcess(int at, int limit) {
    while (at < limit) {
      int tag = in.tag(at, limit);
      int begin = in.next();
      at = in.skip(tag, begin, limit);
      if (tag == ProtoFields.BATCH_PROCESS) {
        batchProcessBegin = in.open(begin, limit);
        batchProcessEnd = at;
      }
    }
  }

  private void span(int at, int limit) {
    translation.begin();
    messages.span(at, limit);
    if (translation.end() != null) {
      return;
    }
    boolean isOwn = messages.hasProcess();
    int begin = isOwn ? messages.processBegin() : batchProcessBegin;
    int end = isOwn ? messages.processEnd() : batchProcessEnd;
    if (!isResource(begin, end)) {
      makeResource(begin, end);
    }
    if (resourceRejection == null) {
      translation.close(resource);
    } else {
      target.discardSpan();
      reject(resourceRejection);
    }
  }

  /** Whether the process in {@code [begin, end)} is the one that has become a resource last. */
  private boolean isResource(int begin, int end) {
    if (resource == NONE || begin == NONE || resourceBegin == NONE) {
      return resource != NONE && begin == resourceBegin;
    }
    return begin == resourceBegin
        || Arrays.equals(in.bytes(), begin, end, in.bytes(), resourceBegin, resourceEnd);
  }

  private void makeResource(int begin, int end) {
    resource = target.beginResource();
    resourceBegin = begin;
    resourceEnd = end;
    process.begin(in.bytes(), target);
    if (begin != NONE) {
      messages.process(begin, end);
    }
    resourceRejection = process.end();
    target.endResource();
  }

  private void reject(SpanRejection reason) {
    tally.reject(reason, 1, tally.wantsMessage() ? reason.message(tally.limitOf(reason)) : "");
  }
}
