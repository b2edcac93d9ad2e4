// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.model.AttributeScope;
import dev.clew.model.ValueType;
import dev.clew.store.query.Field;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.segment.part.ColumnKey.Fixed;
import dev.clew.store.segment.part.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Finds the values of a field in the tables of a head. */
final class HeadFields {

  private static final int INT = ValueType.INT.ordinal();
  private static final int STRING = ValueType.STRING.ordinal();
  private static final FieldValues NONE = (_, _) -> false;

  private final HeadPart part;
  private final Head head;

  private HeadFields(HeadPart part) {
    this.part = part;
    this.head = part.head;
  }

  /** The values of a field that spans have by themselves. */
  static FieldValues of(HeadPart part, Field field) {
    HeadFields fields = new HeadFields(part);
    return switch (field) {
      case Intrinsic intrinsic -> fields.intrinsic(intrinsic);
      case Field.Attribute(AttributeScope scope, String key) -> fields.attribute(scope, key);
      case Field.SpanOrResource(String key) ->
          firstThatHasAny(
              fields.attribute(AttributeScope.SPAN, key),
              firstThatHasAny(
                  fields.attribute(AttributeScope.RESOURCE, key),
                  fields.attribute(AttributeScope.DERIVED, key)));
      case Field.AnyScope(String key) -> fields.anyScope(key);
    };
  }

  private FieldValues intrinsic(Intrinsic field) {
    return switch (field) {
      case NAME -> ofSignature((s, visitor) -> visitor.visit(STRING, head.signatures.nameId(s)));
      case KIND ->
          ofSignature((s, visitor) -> visitor.visit(FieldValues.KIND, head.signatures.kind(s)));
      case STATUS ->
          ofSignature((s, visitor) -> visitor.visit(FieldValues.STATUS, head.signatures.status(s)));
      case SERVICE_NAME -> serviceName();
      case SCOPE_NAME -> ofScope(column(Fixed.SCOPE_NAME));
      case SCOPE_VERSION -> ofScope(column(Fixed.SCOPE_VERSION));
      case STATUS_MESSAGE -> ofSpan(column(Fixed.SPAN_STATUS_MESSAGE));
      case TRACE_STATE -> ofSpan(column(Fixed.SPAN_TRACE_STATE));
      case DURATION ->
          (row, visitor) ->
              visitor.visit(INT, Math.max(0, block(row).elapsedNanos[row % Part.BLOCK_ROWS]));
      case START_TIME -> (row, visitor) -> visitor.visit(INT, head.spans.startNanos(row));
      case TRACE_ID ->
          (row, visitor) ->
              visitor.visit(FieldValues.TRACE, block(row).traces[row % Part.BLOCK_ROWS]);
      case SPAN_ID -> (row, visitor) -> visitor.visit(FieldValues.SPAN_ID, head.spans.spanId(row));
      case PARENT_SPAN_ID -> this::visitParentSpanId;
      case EVENT_NAME ->
          events((event, visitor) ->
              visitor.visit(
                  STRING,
                  head.events.block(event / Part.BLOCK_ROWS).nameIds[event % Part.BLOCK_ROWS]));
      case LINK_TRACE_ID ->
          links((link, visitor) -> visitor.visit(FieldValues.LINK_TRACE_ID, link));
      case LINK_SPAN_ID ->
          links((link, visitor) ->
              visitor.visit(
                  FieldValues.SPAN_ID,
                  head.links.block(link / Part.BLOCK_ROWS).spanIds[link % Part.BLOCK_ROWS]));
      case CHILD_COUNT, TRACE_DURATION, TRACE_SPAN_COUNT, ROOT_NAME, ROOT_SERVICE_NAME ->
          throw new IllegalArgumentException(
              "field: " + field + " (expected: one that a span has by itself)");
    };
  }

  private boolean visitParentSpanId(int row, FieldValues.Visitor visitor) {
    long parent = head.spans.parentSpanId(row);
    return parent != 0 && visitor.visit(FieldValues.SPAN_ID, parent);
  }

  /** An empty name is none. */
  private FieldValues serviceName() {
    int keyId = keyId("service.name");
    int column =
        keyId < 0
            ? -1
            : head.columns.find(AttributeScope.RESOURCE, keyId, ValueType.STRING, part.columnCount);
    if (column < 0) {
      return NONE;
    }
    ColumnSet names = new ColumnSet(column, ValueType.STRING);
    EntryRows entries = head.resources.rows();
    IntUnaryOperator resource = resourceOfScope();
    return ofSignature((s, visitor) ->
        names.visit(
            entries,
            resource.applyAsInt(head.signatures.scope(s)),
            (form, bits) -> bits != Dictionary.EMPTY && visitor.visit(form, bits)));
  }

  private FieldValues attribute(AttributeScope scope, String key) {
    ColumnSet columns = columns(scope, key);
    if (columns.isEmpty()) {
      return NONE;
    }
    return switch (scope) {
      case RESOURCE -> ofResource(columns);
      case SCOPE -> ofScope(columns);
      case SPAN, DERIVED -> ofSpan(columns);
      case EVENT ->
          events((event, visitor) -> columns.visit(head.events.entries(), event, visitor));
      case LINK -> links((link, visitor) -> columns.visit(head.links.entries(), link, visitor));
    };
  }

  private FieldValues anyScope(String key) {
    List<FieldValues> fields = new ArrayList<>();
    for (AttributeScope scope :
        new AttributeScope[] {
          AttributeScope.SPAN,
          AttributeScope.RESOURCE,
          AttributeScope.SCOPE,
          AttributeScope.EVENT,
          AttributeScope.LINK,
          AttributeScope.DERIVED
        }) {
      FieldValues field = attribute(scope, key);
      if (field != NONE) {
        fields.add(field);
      }
    }
    return fields.size() == 1 ? fields.getFirst() : allOf(fields);
  }

  private ColumnSet columns(AttributeScope scope, String key) {
    ColumnSet columns = new ColumnSet();
    int keyId = keyId(key);
    if (keyId >= 0) {
      for (ValueType type : ValueType.values()) {
        int column = head.columns.find(scope, keyId, type, part.columnCount);
        if (column >= 0) {
          columns.add(column, type);
        }
      }
    }
    return columns;
  }

  private static ColumnSet column(Fixed text) {
    return new ColumnSet(text.ordinal(), ValueType.STRING);
  }

  private int keyId(String key) {
    return part.dictionary.find(key.getBytes(StandardCharsets.UTF_8));
  }

  private SpanBlock block(int row) {
    return head.spans.block(row / Part.BLOCK_ROWS);
  }

  private FieldValues ofSpan(ColumnSet columns) {
    EntryRows entries = head.spans.entries();
    return (row, visitor) -> columns.visit(entries, row, visitor);
  }

  private FieldValues ofScope(ColumnSet columns) {
    EntryRows entries = head.scopes.rows();
    return ofSignature((s, visitor) -> columns.visit(entries, head.signatures.scope(s), visitor));
  }

  private FieldValues ofResource(ColumnSet columns) {
    EntryRows entries = head.resources.rows();
    IntUnaryOperator resource = resourceOfScope();
    return ofSignature((s, visitor) ->
        columns.visit(entries, resource.applyAsInt(head.signatures.scope(s)), visitor));
  }

  private IntUnaryOperator resourceOfScope() {
    EntryRows scopes = head.scopes.rows();
    return scope -> (int) scopes.bits(scope, Fixed.SCOPE_RESOURCE.ordinal(), -1);
  }

  private FieldValues events(FieldValues ofEvent) {
    return children(Fixed.SPAN_EVENT_COUNT.ordinal(), ofEvent);
  }

  private FieldValues links(FieldValues ofLink) {
    return children(Fixed.SPAN_LINK_COUNT.ordinal(), ofLink);
  }

  private FieldValues children(int rangeColumn, FieldValues ofChild) {
    EntryRows entries = head.spans.entries();
    return (row, visitor) -> {
      long range = entries.bits(row, rangeColumn, 0);
      int first = (int) (range >>> 32);
      for (int child = first, end = first + (int) range; child < end; child++) {
        if (ofChild.visit(child, visitor)) {
          return true;
        }
      }
      return false;
    };
  }

  private static FieldValues allOf(List<FieldValues> fields) {
    return (row, visitor) -> {
      for (FieldValues field : fields) {
        if (field.visit(row, visitor)) {
          return true;
        }
      }
      return false;
    };
  }

  private static FieldValues firstThatHasAny(FieldValues first, FieldValues second) {
    if (first == NONE) {
      return second;
    }
    return second == NONE
        ? first
        : (row, visitor) ->
            first.visit(row, (_, _) -> true)
                ? first.visit(row, visitor)
                : second.visit(row, visitor);
  }

  private FieldValues ofSignature(FieldValues ofSignature) {
    return new FieldValues.OfSignature() {
      @Override
      public boolean visitSignature(int signature, Visitor visitor) {
        return ofSignature.visit(signature, visitor);
      }

      @Override
      public boolean visit(int row, Visitor visitor) {
        return ofSignature.visit(head.spans.signature(row), visitor);
      }
    };
  }
}
