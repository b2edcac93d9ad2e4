// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import dev.clew.model.Projection.Detail;
import java.util.Arrays;

/**
 * Copies spans from batches into a builder, resource and scope included: how a store puts a trace
 * together from many batches. Each resource, scope and string of a source is translated once, so a
 * copied span costs its own columns and little more. What is no part of a {@link Projection} is
 * left out.
 *
 * <p>Threads: one at a time. The builder must be used by nobody else meanwhile, and a source must
 * not change between copies.
 */
public final class SpanCopier {

  private final SpanBatchBuilder target;
  private final Projection projection;
  private SpanBatch source;
  private int[]
      references = {}; // by source reference: target reference + 1, or 0 when not yet translated
  private int[] resources = {};
  private int[] scopes = {};

  /** Copies everything into this builder. */
  public SpanCopier(SpanBatchBuilder target) {
    this(target, Projection.ALL);
  }

  /** Copies what is part of a projection into this builder. */
  public SpanCopier(SpanBatchBuilder target, Projection projection) {
    this.target = target;
    this.projection = projection;
    this.source = new SpanBatch(0);
  }

  /** Copies one span. Cheapest when spans of one source come one after the other. */
  public void copy(SpanBatch batch, int row) {
    if (batch != source) {
      source = batch;
      references = new int[batch.strings().size()];
      resources = filled(batch.resourceCount());
      scopes = filled(batch.scopeCount());
    }
    target.beginSpan(scope(batch.scopeIndex(row)));
    target.traceId(batch.traceIdHigh(row), batch.traceIdLow(row));
    target.spanId(batch.spanId(row));
    target.parentSpanId(batch.parentSpanId(row));
    target.startNanos(batch.startNanos(row));
    target.endNanos(batch.endNanos(row));
    target.nameRef(reference(Detail.NAME, batch.nameRef(row)));
    target.kindNumber(batch.kind(row).ordinal());
    target.statusNumber(batch.status(row).ordinal());
    target.statusMessageRef(reference(Detail.STATUS_MESSAGE, batch.statusMessageRef(row)));
    target.traceStateRef(reference(Detail.TRACE_STATE, batch.traceStateRef(row)));
    target.flags(number(Detail.FLAGS, batch.flags(row)));
    target.droppedAttributesCount(number(Detail.DROPPED_COUNTS, batch.droppedAttributesCount(row)));
    target.droppedEventsCount(number(Detail.DROPPED_COUNTS, batch.droppedEventsCount(row)));
    target.droppedLinksCount(number(Detail.DROPPED_COUNTS, batch.droppedLinksCount(row)));
    attributes(AttributeScope.SPAN, row);
    attributes(AttributeScope.DERIVED, row);
    if (projection.has(Detail.EVENTS)) {
      for (int event = batch.eventBegin(row); event < batch.eventEnd(row); event++) {
        event(event);
      }
    }
    if (projection.has(Detail.LINKS)) {
      for (int link = batch.linkBegin(row); link < batch.linkEnd(row); link++) {
        link(link);
      }
    }
    target.endSpan();
  }

  private void event(int event) {
    target.beginEvent();
    target.eventTimeNanos(source.eventTimeNanos(event));
    target.eventNameRef(reference(source.eventNameRef(event)));
    target.eventDroppedAttributesCount(
        number(Detail.DROPPED_COUNTS, source.eventDroppedAttributesCount(event)));
    attributes(AttributeScope.EVENT, event);
    target.endEvent();
  }

  private void link(int link) {
    target.beginLink();
    target.linkTraceId(source.linkTraceIdHigh(link), source.linkTraceIdLow(link));
    target.linkSpanId(source.linkSpanId(link));
    target.linkTraceStateRef(reference(Detail.TRACE_STATE, source.linkTraceStateRef(link)));
    target.linkFlags(number(Detail.FLAGS, source.linkFlags(link)));
    target.linkDroppedAttributesCount(
        number(Detail.DROPPED_COUNTS, source.linkDroppedAttributesCount(link)));
    attributes(AttributeScope.LINK, link);
    target.endLink();
  }

  private int scope(int scope) {
    if (scopes[scope] < 0) {
      int resource = resource(source.scopeResourceIndex(scope));
      scopes[scope] = target.beginScope(resource);
      target.scopeNameRef(reference(Detail.SCOPE_NAME, source.scopeNameRef(scope)));
      target.scopeVersionRef(reference(Detail.SCOPE_NAME, source.scopeVersionRef(scope)));
      target.scopeSchemaUrlRef(reference(Detail.SCHEMA, source.scopeSchemaUrlRef(scope)));
      target.scopeDroppedAttributesCount(
          number(Detail.DROPPED_COUNTS, source.scopeDroppedAttributesCount(scope)));
      attributes(AttributeScope.SCOPE, scope);
      target.endScope();
    }
    return scopes[scope];
  }

  private int resource(int resource) {
    if (resources[resource] < 0) {
      resources[resource] = target.beginResource();
      target.resourceSchemaUrlRef(reference(Detail.SCHEMA, source.resourceSchemaUrlRef(resource)));
      target.resourceEntityRefsRef(
          reference(Detail.SCHEMA, source.resourceEntityRefsRef(resource)));
      target.resourceDroppedAttributesCount(
          number(Detail.DROPPED_COUNTS, source.resourceDroppedAttributesCount(resource)));
      attributes(AttributeScope.RESOURCE, resource);
      target.endResource();
    }
    return resources[resource];
  }

  private void attributes(AttributeScope scope, int owner) {
    if (!projection.hasAttributes(scope)) {
      return;
    }
    AttributeTable table = source.attributes(scope);
    boolean all = projection.scopes().contains(scope);
    for (int entry = table.begin(owner), end = table.end(owner); entry < end; entry++) {
      if (!all && !projection.has(scope, source.strings().string(table.keyRef(entry)))) {
        continue;
      }
      ValueType type = table.type(entry);
      long bits = type.isReference() ? reference(table.valueRef(entry)) : table.bits(entry);
      target.attribute(scope, reference(table.keyRef(entry)), type, bits);
    }
  }

  private int number(Detail detail, int number) {
    return projection.has(detail) ? number : 0;
  }

  private int reference(Detail detail, int reference) {
    return projection.has(detail) ? reference(reference) : BytesTable.EMPTY;
  }

  private int reference(int reference) {
    if (references[reference] == 0) {
      BytesTable strings = source.strings();
      references[reference] =
          1 + target.intern(strings.slab(), strings.offset(reference), strings.length(reference));
    }
    return references[reference] - 1;
  }

  private static int[] filled(int length) {
    int[] indexes = new int[length];
    Arrays.fill(indexes, -1);
    return indexes;
  }
}
