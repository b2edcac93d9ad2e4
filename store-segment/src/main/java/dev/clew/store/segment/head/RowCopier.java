// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.model.AttributeScope;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.ValueType;
import dev.clew.store.segment.part.ColumnKey.Fixed;
import dev.clew.store.segment.part.Part;
import java.util.HashMap;
import java.util.Map;

/**
 * Copies spans of a head, with what is wanted of them, into a builder. Threads: one at a time.
 * Cost: asks once of each column whether it is wanted.
 */
final class RowCopier {

  private static final Fixed[] FIXED = Fixed.values();

  private final HeadPart part;
  private final Head head;
  private final SpanBatchBuilder target;
  private final boolean[] isWanted; // by column
  private final Map<Integer, Integer> resources = new HashMap<>(); // row in the head to index
  private final Map<Integer, Integer> scopes = new HashMap<>();

  RowCopier(HeadPart part, Projection wanted, SpanBatchBuilder target) {
    this.part = part;
    this.head = part.head;
    this.target = target;
    this.isWanted = new boolean[part.columnCount];
    for (int column = 0; column < isWanted.length; column++) {
      isWanted[column] =
          column < ColumnTable.FIRST
              ? FIXED[column].isIn(wanted)
              : HeadColumns.key(part, column).isIn(wanted);
    }
  }

  void copy(int row) {
    SpanBlock block = head.spans.block(row / Part.BLOCK_ROWS);
    int index = row % Part.BLOCK_ROWS;
    int signature = block.signatures[index];
    int trace = block.traces[index];
    target.beginSpan(scope(head.signatures.scope(signature)));
    target.traceId(head.traces.idHigh(trace), head.traces.idLow(trace));
    target.spanId(block.spanIds[index]);
    target.parentSpanId(block.parentSpanIds[index]);
    target.startNanos(block.startNanos[index]);
    target.endNanos(block.startNanos[index] + block.elapsedNanos[index]);
    if (isWanted(Fixed.SPAN_NAME)) {
      target.nameRef(reference(head.signatures.nameId(signature)));
    }
    target.kindNumber(head.signatures.kind(signature));
    target.statusNumber(head.signatures.status(signature));
    if (isWanted(Fixed.SPAN_FLAGS)) {
      target.flags(head.signatures.flags(signature));
    }
    head.spans.entries().forEach(row, this::spanEntry);
    target.endSpan();
  }

  private boolean isWanted(Fixed column) {
    return isWanted[column.ordinal()];
  }

  private void spanEntry(int column, long bits) {
    if (!isWanted[column]) {
      return;
    }
    if (column >= ColumnTable.FIRST) {
      attribute(head.columns.scope(column), column, bits);
      return;
    }
    int value = (int) bits;
    switch (FIXED[column]) {
      case SPAN_STATUS_MESSAGE -> target.statusMessageRef(reference(value));
      case SPAN_TRACE_STATE -> target.traceStateRef(reference(value));
      case SPAN_DROPPED_ATTRIBUTES -> target.droppedAttributesCount(value);
      case SPAN_DROPPED_EVENTS -> target.droppedEventsCount(value);
      case SPAN_DROPPED_LINKS -> target.droppedLinksCount(value);
      case SPAN_EVENT_COUNT -> {
        int first = (int) (bits >>> 32);
        for (int event = first; event < first + value; event++) {
          event(event);
        }
      }
      case SPAN_LINK_COUNT -> {
        int first = (int) (bits >>> 32);
        for (int link = first; link < first + value; link++) {
          link(link);
        }
      }
      default -> throw unexpected(column);
    }
  }

  private void event(int event) {
    EventTable.Block block = head.events.block(event / Part.BLOCK_ROWS);
    int index = event % Part.BLOCK_ROWS;
    target.beginEvent();
    target.eventTimeNanos(block.timeNanos[index]);
    target.eventNameRef(reference(block.nameIds[index]));
    head.events
        .entries()
        .forEach(
            event,
            (column, bits) -> {
              if (!isWanted[column]) {
                return;
              }
              if (column == Fixed.EVENT_DROPPED_ATTRIBUTES.ordinal()) {
                target.eventDroppedAttributesCount((int) bits);
              } else {
                attribute(AttributeScope.EVENT, column, bits);
              }
            });
    target.endEvent();
  }

  private void link(int link) {
    LinkTable.Block block = head.links.block(link / Part.BLOCK_ROWS);
    int index = link % Part.BLOCK_ROWS;
    target.beginLink();
    target.linkTraceId(block.traceIdsHigh[index], block.traceIdsLow[index]);
    target.linkSpanId(block.spanIds[index]);
    head.links.entries().forEach(link, this::linkEntry);
    target.endLink();
  }

  private void linkEntry(int column, long bits) {
    if (!isWanted[column]) {
      return;
    }
    if (column >= ColumnTable.FIRST) {
      attribute(AttributeScope.LINK, column, bits);
      return;
    }
    int value = (int) bits;
    switch (FIXED[column]) {
      case LINK_TRACE_STATE -> target.linkTraceStateRef(reference(value));
      case LINK_FLAGS -> target.linkFlags(value);
      case LINK_DROPPED_ATTRIBUTES -> target.linkDroppedAttributesCount(value);
      default -> throw unexpected(column);
    }
  }

  private int scope(int row) {
    Integer known = scopes.get(row);
    if (known != null) {
      return known;
    }
    EntryRows rows = head.scopes.rows();
    int resource = resource((int) rows.bits(row, Fixed.SCOPE_RESOURCE.ordinal(), -1));
    int scope = target.beginScope(resource);
    rows.forEach(row, this::scopeEntry);
    target.endScope();
    scopes.put(row, scope);
    return scope;
  }

  private void scopeEntry(int column, long bits) {
    if (!isWanted[column]) {
      return;
    }
    if (column >= ColumnTable.FIRST) {
      attribute(AttributeScope.SCOPE, column, bits);
      return;
    }
    int value = (int) bits;
    switch (FIXED[column]) {
      case SCOPE_RESOURCE -> {} // the scope was begun with it
      case SCOPE_NAME -> target.scopeNameRef(reference(value));
      case SCOPE_VERSION -> target.scopeVersionRef(reference(value));
      case SCOPE_SCHEMA_URL -> target.scopeSchemaUrlRef(reference(value));
      case SCOPE_DROPPED_ATTRIBUTES -> target.scopeDroppedAttributesCount(value);
      default -> throw unexpected(column);
    }
  }

  private int resource(int row) {
    Integer known = resources.get(row);
    if (known != null) {
      return known;
    }
    int resource = target.beginResource();
    head.resources.rows().forEach(row, this::resourceEntry);
    target.endResource();
    resources.put(row, resource);
    return resource;
  }

  private void resourceEntry(int column, long bits) {
    if (!isWanted[column]) {
      return;
    }
    if (column >= ColumnTable.FIRST) {
      attribute(AttributeScope.RESOURCE, column, bits);
      return;
    }
    int value = (int) bits;
    switch (FIXED[column]) {
      case RESOURCE_SCHEMA_URL -> target.resourceSchemaUrlRef(reference(value));
      case RESOURCE_ENTITY_REFS -> target.resourceEntityRefsRef(reference(value));
      case RESOURCE_DROPPED_ATTRIBUTES -> target.resourceDroppedAttributesCount(value);
      default -> throw unexpected(column);
    }
  }

  private void attribute(AttributeScope scope, int column, long bits) {
    ValueType type = head.columns.type(column);
    int key = reference(head.columns.keyId(column));
    target.attribute(scope, key, type, type.isReference() ? reference((int) bits) : bits);
  }

  private int reference(int id) {
    return part.dictionary.read(id, target::intern);
  }

  private static IllegalStateException unexpected(int column) {
    return new IllegalStateException("entry: column " + FIXED[column] + " (expected: another)");
  }
}
