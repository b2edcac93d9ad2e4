// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.AttributeScope;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.model.ValueType;
import dev.clew.store.query.Field;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.ColumnKey;
import dev.clew.store.segment.part.ColumnKey.Fixed;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.PartTable;
import dev.clew.store.segment.part.ValuePredicate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Turns a question about a field into questions about columns. */
final class FieldMatchers {

  private static final String SERVICE_NAME = "service.name";

  private final SegmentFile file;
  private final IdMatchers ids;
  private final ValuePredicate predicate;

  FieldMatchers(SegmentFile file, IdMatchers ids, ValuePredicate predicate) {
    this.file = file;
    this.ids = ids;
    this.predicate = predicate;
  }

  BlockMatcher matcher(Field field) {
    return switch (field) {
      case Intrinsic intrinsic -> intrinsic(intrinsic);
      case Field.Attribute(AttributeScope scope, String key) -> attribute(scope, key);
      case Field.SpanOrResource(String key) -> spanOrResource(key);
      case Field.AnyScope(String key) ->
          AnyMatcher.of(
              Stream.of(AttributeScope.values()).map(scope -> attribute(scope, key)).toList());
    };
  }

  private BlockMatcher intrinsic(Intrinsic field) {
    return switch (field) {
      case NAME -> column(Fixed.SPAN_NAME, text(), true);
      case KIND -> column(Fixed.SPAN_KIND, labels(n -> SpanKind.ofNumber((int) n).label()), true);
      case STATUS ->
          column(Fixed.SPAN_STATUS, labels(n -> StatusCode.ofNumber((int) n).label()), true);
      case SERVICE_NAME -> ofResource(serviceName());
      case SCOPE_NAME -> ofScope(column(Fixed.SCOPE_NAME, text(), false));
      case SCOPE_VERSION -> ofScope(column(Fixed.SCOPE_VERSION, text(), false));
      case STATUS_MESSAGE -> column(Fixed.SPAN_STATUS_MESSAGE, text(), false);
      case TRACE_STATE -> column(Fixed.SPAN_TRACE_STATE, text(), false);
      case DURATION -> column(Fixed.SPAN_ELAPSED, duration(), true);
      case START_TIME -> ids.startTime(predicate);
      case TRACE_ID -> ids.traceId(predicate);
      case SPAN_ID -> column(Fixed.SPAN_ID, ids.spanId(predicate), false);
      case PARENT_SPAN_ID -> ids.parentSpanId(predicate);
      case EVENT_NAME -> ofChild(PartChildren.EVENTS, column(Fixed.EVENT_NAME, text(), true));
      case LINK_TRACE_ID -> ofChild(PartChildren.LINKS, ids.linkTraceId(predicate));
      case LINK_SPAN_ID ->
          ofChild(PartChildren.LINKS, column(Fixed.LINK_SPAN_ID, ids.spanId(predicate), false));
      case CHILD_COUNT, TRACE_DURATION, TRACE_SPAN_COUNT, ROOT_NAME, ROOT_SERVICE_NAME ->
          throw new IllegalArgumentException(
              "field: " + field + " (expected: one that a span has by itself)");
    };
  }

  private ValueCheck text() {
    return ValueCheck.of(predicate, ValueType.STRING);
  }

  private ValueCheck labels(LongFunction<String> label) {
    return ValueCheck.ofText(predicate, label);
  }

  /** A span that ended before it began took no time. */
  private ValueCheck duration() {
    return new ValueCheck() {
      @Override
      public boolean number(long bits) {
        return predicate.test(ValueType.INT, Math.max(0, bits));
      }

      @Override
      public boolean mayMatch(long min, long max) {
        return predicate.mayMatchInt(Math.max(0, min), Math.max(0, max));
      }
    };
  }

  private BlockMatcher attribute(AttributeScope scope, String key) {
    return ofSpan(scope, onTable(scope, key, false));
  }

  /** Matches spans by the rows of the table that has the attributes of a scope. */
  private BlockMatcher ofSpan(AttributeScope scope, BlockMatcher matcher) {
    return switch (scope) {
      case SPAN, DERIVED -> matcher;
      case RESOURCE -> ofResource(matcher);
      case SCOPE -> ofScope(matcher);
      case EVENT -> ofChild(PartChildren.EVENTS, matcher);
      case LINK -> ofChild(PartChildren.LINKS, matcher);
    };
  }

  private BlockMatcher spanOrResource(String key) {
    return first(
        AttributeScope.SPAN,
        key,
        first(AttributeScope.RESOURCE, key, attribute(AttributeScope.DERIVED, key)));
  }

  /** Matches by the attribute of one scope, and by the rest only where that has none. */
  private BlockMatcher first(AttributeScope scope, String key, BlockMatcher rest) {
    BlockMatcher matcher = attribute(scope, key);
    return rest == BlockMatcher.NEVER
        ? matcher
        : FirstScopeMatcher.of(matcher, ofSpan(scope, onTable(scope, key, true)), rest);
  }

  /** Matches rows of the table that has the attributes of a scope. */
  private BlockMatcher onTable(AttributeScope scope, String key, boolean isAny) {
    List<BlockMatcher> matchers = new ArrayList<>();
    for (ValueType type : ValueType.values()) {
      StoredColumn column = file.column(new ColumnKey.Attribute(scope, key, type));
      if (column != null && (isAny || predicate.mayMatch(type))) {
        ValueCheck test = isAny ? ValueCheck.ANY : ValueCheck.of(predicate, type);
        matchers.add(new ColumnMatcher(column, test, false));
      }
    }
    StoredColumn overflow = file.column(new ColumnKey.Overflow(scope));
    if (overflow != null) {
      ValuePredicate wanted = isAny ? AnyValue.INSTANCE : predicate;
      matchers.add(new ColumnMatcher(overflow, ValueCheck.ofOverflow(wanted, key), false));
    }
    return AnyMatcher.of(matchers);
  }

  /** An empty name is none. */
  private BlockMatcher serviceName() {
    StoredColumn column =
        file.column(
            new ColumnKey.Attribute(AttributeScope.RESOURCE, SERVICE_NAME, ValueType.STRING));
    return column == null
        ? BlockMatcher.NEVER
        : new ColumnMatcher(column, ValueCheck.notEmpty(text()), false);
  }

  /** Rows by one column; where the column is not there every row has the default. */
  private BlockMatcher column(Fixed key, ValueCheck test, boolean hasDefault) {
    boolean absentMatches =
        hasDefault && (key.isBytes() ? test.bytes(new byte[0], 0) : test.number(0));
    StoredColumn column = file.column(key);
    if (column == null) {
      return absentMatches ? new AllMatcher(file.rowCount(key.table())) : BlockMatcher.NEVER;
    }
    return new ColumnMatcher(column, test, absentMatches);
  }

  private BlockMatcher ofResource(BlockMatcher resources) {
    BitSet rows = rows(resources, PartTable.RESOURCE);
    return rows.isEmpty()
        ? BlockMatcher.NEVER
        : ofScope(column(Fixed.SCOPE_RESOURCE, ValueCheck.ofRows(rows), false));
  }

  private BlockMatcher ofScope(BlockMatcher scopes) {
    BitSet rows = rows(scopes, PartTable.SCOPE);
    return rows.isEmpty()
        ? BlockMatcher.NEVER
        : column(Fixed.SPAN_SCOPE, ValueCheck.ofRows(rows), false);
  }

  private BlockMatcher ofChild(PartChildren.Kind kind, BlockMatcher matcher) {
    PartChildren children = file.children(kind);
    return children == null || matcher == BlockMatcher.NEVER
        ? BlockMatcher.NEVER
        : new ChildMatcher(children, matcher);
  }

  private BitSet rows(BlockMatcher matcher, PartTable table) {
    BitSet rows = new BitSet();
    for (int block = 0; block * Part.BLOCK_ROWS < file.rowCount(table); block++) {
      if (matcher.mayMatch(block)) {
        long[] bits = new long[Part.BLOCK_WORDS];
        matcher.match(block, bits);
        int base = block * Part.BLOCK_ROWS;
        BitSet.valueOf(bits).stream().forEach(row -> rows.set(base + row));
      }
    }
    return rows;
  }
}
