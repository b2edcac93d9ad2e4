// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.DecodeReport;
import dev.clew.codec.MalformedPayloadException;
import dev.clew.codec.PayloadReader;
import dev.clew.codec.RequestTally;
import dev.clew.codec.SpanRejection;
import dev.clew.codec.json.Json;
import dev.clew.model.AttributeScope;
import dev.clew.model.SpanBatchBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * Reads OTLP/JSON traces ({@code ExportTraceServiceRequest} or {@code TracesData}) into a {@link
 * SpanBatchBuilder}.
 *
 * <p>As the OTLP specification has it: lowerCamelCase names, ids in hex of either case, enums as
 * numbers, 64-bit integers as numbers or text, unknown properties ignored. Beyond that it takes
 * enum names, {@code null} for absent, base64 in both alphabets, and properties in any order. What
 * the protobuf reader leaves out, this one leaves out too.
 *
 * <p>Threads: safe for any number. Cost: one pass over the tokens; nested attribute values become
 * objects on their way, all else goes straight into the builder.
 */
public final class OtlpJsonReader implements PayloadReader {

  private final DecodeLimits limits;

  /** A reader with these limits. */
  public OtlpJsonReader(DecodeLimits limits) {
    this.limits = limits;
  }

  /**
   * Adds the spans of a request to a builder that has no open row.
   *
   * @return how many spans were added and which were left out
   * @throws MalformedPayloadException if the bytes are not such a document; the builder is then
   *     left with the rows it had before
   */
  @Override
  public DecodeReport read(byte[] source, int offset, int length, SpanBatchBuilder builder) {
    Objects.checkFromIndexSize(offset, length, source.length);
    int resourceCount = builder.resourceCount();
    int scopeCount = builder.scopeCount();
    int spanCount = builder.spanCount();
    try (JsonParser parser = Json.parser(source, offset, length)) {
      RequestTally tally = new RequestTally(limits);
      tally.begin(length);
      new Document(new JsonInput(parser), tally, builder).read();
      return tally.report(builder.spanCount() - spanCount);
    } catch (MalformedPayloadException e) {
      builder.rewind(resourceCount, scopeCount, spanCount);
      throw e;
    } catch (JacksonException e) {
      builder.rewind(resourceCount, scopeCount, spanCount);
      long at = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
      throw new MalformedPayloadException("not JSON: " + e.getOriginalMessage(), at, e);
    }
  }

  /** One document on its way into a builder. */
  private static final class Document {
    private final JsonInput in;
    private final RequestTally tally;
    private final SpanBatchBuilder target;
    private final JsonAttributeReader attributes;
    private final JsonSpanReader spans;
    private final int firstSpan;
    private @Nullable SpanRejection resourceRejection; // of the open resource
    private @Nullable SpanRejection scopeRejection; // of the open scope

    Document(JsonInput in, RequestTally tally, SpanBatchBuilder target) {
      this.in = in;
      this.tally = tally;
      this.target = target;
      this.attributes = new JsonAttributeReader(in, tally, target);
      this.spans = new JsonSpanReader(in, tally, target, attributes);
      this.firstSpan = target.spanCount();
    }

    void read() {
      in.beginObject();
      while (in.nextProperty()) {
        if (in.name().equals("resourceSpans")) {
          in.beginArray();
          while (in.nextElement()) {
            resourceSpans();
          }
        } else {
          in.skip();
        }
      }
      in.end();
    }

    private void resourceSpans() {
      int firstSpanOfResource = target.spanCount();
      resourceRejection = null;
      target.beginResource();
      in.beginObject();
      while (in.nextProperty()) {
        switch (in.name()) {
          case "resource" -> resource();
          case "scopeSpans" -> {
            in.beginArray();
            while (in.nextElement()) {
              scopeSpans();
            }
          }
          case "schemaUrl" -> target.resourceSchemaUrlRef(in.textRef(target));
          default -> in.skip();
        }
      }
      int spanCount = target.spanCount() - firstSpanOfResource;
      if (resourceRejection != null || spanCount == 0) {
        target.discardResource();
        reject(resourceRejection, spanCount);
      } else {
        target.endResource();
      }
    }

    private void resource() {
      in.beginObject();
      while (in.nextProperty()) {
        switch (in.name()) {
          case "attributes" -> resourceRejection = attributes.read(AttributeScope.RESOURCE);
          case "droppedAttributesCount" -> target.resourceDroppedAttributesCount(in.uint32());
          case "entityRefs" -> {
            byte[] refs = EntityRef.encode(entityRefs());
            target.resourceEntityRefsRef(target.intern(refs, 0, refs.length));
          }
          default -> in.skip();
        }
      }
    }

    private List<EntityRef> entityRefs() {
      List<EntityRef> refs = new ArrayList<>();
      in.beginArray();
      while (in.nextElement()) {
        refs.add(entityRef());
      }
      return refs;
    }

    private EntityRef entityRef() {
      String schemaUrl = "";
      String type = "";
      List<String> idKeys = new ArrayList<>();
      List<String> descriptionKeys = new ArrayList<>();
      in.beginObject();
      while (in.nextProperty()) {
        switch (in.name()) {
          case "schemaUrl" -> schemaUrl = in.text();
          case "type" -> type = in.text();
          case "idKeys" -> texts(idKeys);
          case "descriptionKeys" -> texts(descriptionKeys);
          default -> in.skip();
        }
      }
      return new EntityRef(schemaUrl, type, idKeys, descriptionKeys);
    }

    private void texts(List<String> texts) {
      in.beginArray();
      while (in.nextElement()) {
        texts.add(in.text());
      }
    }

    private void scopeSpans() {
      int firstSpanOfScope = target.spanCount();
      scopeRejection = null;
      target.beginScope();
      in.beginObject();
      while (in.nextProperty()) {
        switch (in.name()) {
          case "scope" -> scope();
          case "spans" -> spans();
          case "schemaUrl" -> target.scopeSchemaUrlRef(in.textRef(target));
          default -> in.skip();
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

    private void scope() {
      in.beginObject();
      while (in.nextProperty()) {
        switch (in.name()) {
          case "name" -> target.scopeNameRef(in.textRef(target));
          case "version" -> target.scopeVersionRef(in.textRef(target));
          case "attributes" -> scopeRejection = attributes.read(AttributeScope.SCOPE);
          case "droppedAttributesCount" -> target.scopeDroppedAttributesCount(in.uint32());
          default -> in.skip();
        }
      }
    }

    private void spans() {
      in.beginArray();
      while (in.nextElement()) {
        if (target.spanCount() - firstSpan < tally.limits().spansPerRequestMax()) {
          spans.read();
        } else {
          in.skip();
          reject(SpanRejection.TOO_MANY_SPANS, 1);
        }
      }
    }

    private void reject(@Nullable SpanRejection reason, int spanCount) {
      if (reason != null) {
        String message = tally.wantsMessage() ? reason.message(tally.limitOf(reason)) : "";
        tally.reject(reason, spanCount, message);
      }
    }
  }
}
