// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.DecodeReport;
import dev.clew.codec.MalformedPayloadException;
import dev.clew.codec.PayloadReader;
import dev.clew.codec.RequestTally;
import dev.clew.codec.SpanRejection;
import dev.clew.codec.protobuf.ProtoInput;
import dev.clew.model.AttributeScope;
import dev.clew.model.SpanBatchBuilder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads OTLP traces in protobuf form ({@code ExportTraceServiceRequest} or {@code TracesData},
 * which are the same on the wire) into a {@link SpanBatchBuilder}.
 *
 * <p>Nothing that OTLP defines for traces is lost. Fields may come in any order, unknown ones are
 * skipped, singular messages that come twice are merged as protobuf says. Strings are kept as the
 * bytes they came in: malformed UTF-8 is no error and reads as U+FFFD wherever text leaves the
 * server. A resource or scope without spans leaves no row.
 *
 * <p>Threads: one at a time. Cost: one pass over the bytes; beyond the builder's growth it
 * allocates one small report per request. A reader is made to be used again.
 */
public final class OtlpProtoReader implements PayloadReader {

  private static final byte[] NOTHING = {};

  private final ProtoInput in = new ProtoInput();
  private final RequestTally tally;
  private final AttributeReader attributes;
  private final SpanReader spans;
  private SpanBatchBuilder target = new SpanBatchBuilder();
  private int firstSpan; // of the request

  // The resource and the scope that are open
  private final GrowingBytes entityRefs = new GrowingBytes();
  private int resourceAttributeCount;
  private @Nullable SpanRejection resourceRejection;
  private int scopeAttributeCount;
  private @Nullable SpanRejection scopeRejection;

  /** A reader with these limits. */
  public OtlpProtoReader(DecodeLimits limits) {
    tally = new RequestTally(limits);
    attributes = new AttributeReader(in, tally);
    spans = new SpanReader(in, tally, attributes);
  }

  /**
   * Adds the spans of a request to a builder that has no open row.
   *
   * @return how many spans were added and which were left out
   * @throws MalformedPayloadException if the bytes are not such a message; the builder is then left
   *     with the rows it had before
   */
  @Override
  public DecodeReport read(byte[] source, int offset, int length, SpanBatchBuilder builder) {
    Objects.checkFromIndexSize(offset, length, source.length);
    int resourceCount = builder.resourceCount();
    int scopeCount = builder.scopeCount();
    in.reset(source, offset);
    tally.begin(length);
    open(builder);
    try {
      request(offset, offset + length);
      return tally.report(builder.spanCount() - firstSpan);
    } catch (MalformedPayloadException e) {
      builder.rewind(resourceCount, scopeCount, firstSpan);
      throw e;
    } finally {
      in.reset(NOTHING, 0); // a large request must not live on in an idle reader
    }
  }

  private void open(SpanBatchBuilder builder) {
    target = builder;
    firstSpan = builder.spanCount();
    attributes.target(builder);
    spans.target(builder);
  }

  private void request(int at, int limit) {
    while (at < limit) {
      int tag = in.tag(at, limit);
      at = in.next();
      if (tag == OtlpTags.REQUEST_RESOURCE_SPANS) {
        int begin = in.open(at, limit);
        at = in.end();
        resourceSpans(begin, at);
      } else {
        at = in.skip(tag, at, limit);
      }
    }
  }

  private void resourceSpans(int at, int limit) {
    int firstSpanOfResource = target.spanCount();
    target.beginResource();
    entityRefs.clear();
    resourceAttributeCount = 0;
    resourceRejection = null;
    while (at < limit) {
      int tag = in.tag(at, limit);
      at = in.next();
      switch (tag) {
        case OtlpTags.RESOURCE_SPANS_RESOURCE -> {
          int begin = in.open(at, limit);
          at = in.end();
          resource(begin, at);
        }
        case OtlpTags.RESOURCE_SPANS_SCOPE_SPANS -> {
          int begin = in.open(at, limit);
          at = in.end();
          scopeSpans(begin, at);
        }
        case OtlpTags.RESOURCE_SPANS_SCHEMA_URL -> {
          target.resourceSchemaUrlRef(text(at, limit));
          at = in.end();
        }
        default -> at = in.skip(tag, at, limit);
      }
    }
    int spanCount = target.spanCount() - firstSpanOfResource;
    if (resourceRejection != null || spanCount == 0) {
      target.discardResource();
      reject(resourceRejection, spanCount);
    } else {
      target.resourceEntityRefsRef(target.intern(entityRefs.bytes(), 0, entityRefs.length()));
      target.endResource();
    }
  }

  private void resource(int at, int limit) {
    while (at < limit && resourceRejection == null) {
      int fieldBegin = at;
      int tag = in.tag(at, limit);
      at = in.next();
      switch (tag) {
        case OtlpTags.RESOURCE_ATTRIBUTES -> {
          int begin = in.open(at, limit);
          at = in.end();
          resourceRejection =
              attributes.read(AttributeScope.RESOURCE, begin, at, ++resourceAttributeCount);
        }
        case OtlpTags.RESOURCE_DROPPED_ATTRIBUTES -> {
          target.resourceDroppedAttributesCount((int) in.varint(at, limit));
          at = in.next();
        }
        case OtlpTags.RESOURCE_ENTITY_REFS -> {
          int begin = in.open(at, limit);
          at = in.end();
          in.check(begin, at);
          entityRefs.append(in.bytes(), fieldBegin, at);
        }
        default -> at = in.skip(tag, at, limit);
      }
    }
  }

  private void scopeSpans(int at, int limit) {
    int firstSpanOfScope = target.spanCount();
    target.beginScope();
    scopeAttributeCount = 0;
    scopeRejection = null;
    while (at < limit) {
      int tag = in.tag(at, limit);
      at = in.next();
      switch (tag) {
        case OtlpTags.SCOPE_SPANS_SPANS -> {
          int begin = in.open(at, limit);
          at = in.end();
          if (target.spanCount() - firstSpan < tally.limits().spansPerRequestMax()) {
            spans.read(begin, at);
          } else {
            reject(SpanRejection.TOO_MANY_SPANS, 1);
          }
        }
        case OtlpTags.SCOPE_SPANS_SCOPE -> {
          int begin = in.open(at, limit);
          at = in.end();
          scope(begin, at);
        }
        case OtlpTags.SCOPE_SPANS_SCHEMA_URL -> {
          target.scopeSchemaUrlRef(text(at, limit));
          at = in.end();
        }
        default -> at = in.skip(tag, at, limit);
      }
    }
    int spanCount = target.spanCount() - firstSpanOfScope;
    if (scopeRejection != null || spanCount == 0) {
      target.discardScope();
      reject(scopeRejection, spanCount);
    } else {
      target.endScope();
    }
  }

  private void scope(int at, int limit) {
    while (at < limit && scopeRejection == null) {
      int tag = in.tag(at, limit);
      at = in.next();
      switch (tag) {
        case OtlpTags.SCOPE_NAME -> {
          target.scopeNameRef(text(at, limit));
          at = in.end();
        }
        case OtlpTags.SCOPE_VERSION -> {
          target.scopeVersionRef(text(at, limit));
          at = in.end();
        }
        case OtlpTags.SCOPE_ATTRIBUTES -> {
          int begin = in.open(at, limit);
          at = in.end();
          scopeRejection = attributes.read(AttributeScope.SCOPE, begin, at, ++scopeAttributeCount);
        }
        case OtlpTags.SCOPE_DROPPED_ATTRIBUTES -> {
          target.scopeDroppedAttributesCount((int) in.varint(at, limit));
          at = in.next();
        }
        default -> at = in.skip(tag, at, limit);
      }
    }
  }

  private int text(int at, int limit) {
    int begin = in.open(at, limit);
    return target.intern(in.bytes(), begin, in.end() - begin);
  }

  private void reject(@Nullable SpanRejection reason, int spanCount) {
    if (reason != null) {
      String message = tally.wantsMessage() ? reason.message(tally.limitOf(reason)) : "";
      tally.reject(reason, spanCount, message);
    }
  }
}
