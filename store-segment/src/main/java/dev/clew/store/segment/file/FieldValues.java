// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue;
import dev.clew.model.SpanId;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import dev.clew.store.query.Field;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.segment.part.ColumnKey;
import dev.clew.store.segment.part.ColumnKey.Fixed;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.PartTable;
import dev.clew.store.segment.part.ValueReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the values of one field of a segment. */
final class FieldValues implements ValueReader {

  private static final ColumnKey SERVICE_NAME =
      new ColumnKey.Attribute(AttributeScope.RESOURCE, "service.name", ValueType.STRING);
  private static final List<AttributeScope> ORDER =
      List.of(
          AttributeScope.SPAN,
          AttributeScope.RESOURCE,
          AttributeScope.SCOPE,
          AttributeScope.EVENT,
          AttributeScope.LINK,
          AttributeScope.DERIVED);

  private final SegmentPart part;
  private final SegmentFile file;
  private final ValueCodes values = new ValueCodes();
  private final List<ValueSource> sources = new ArrayList<>(); // the first that has a value counts

  private FieldValues(SegmentPart part) {
    this.part = part;
    this.file = part.file();
  }

  static FieldValues of(SegmentPart part, Field field) {
    FieldValues reader = new FieldValues(part);
    reader.add(field);
    return reader;
  }

  @Override
  public void codes(int block, int[] target) {
    Arrays.fill(target, 0, part.blockRows(block), ValueSource.ABSENT);
    int[] codes = target.length == Part.BLOCK_ROWS ? target : new int[Part.BLOCK_ROWS];
    Arrays.fill(codes, ValueSource.ABSENT);
    for (ValueSource source : sources) {
      source.codes(block, codes);
    }
    if (codes != target) {
      System.arraycopy(codes, 0, target, 0, part.blockRows(block));
    }
  }

  @Override
  public AttributeValue value(int code) {
    return values.value(code);
  }

  @Override
  public void numbers(int block, double[] target) {
    double[] numbers = target.length == Part.BLOCK_ROWS ? target : new double[Part.BLOCK_ROWS];
    long[] seen = new long[Part.BLOCK_WORDS];
    Arrays.fill(numbers, Double.NaN);
    for (ValueSource source : sources) {
      source.numbers(block, numbers, seen, values);
    }
    if (numbers != target) {
      System.arraycopy(numbers, 0, target, 0, part.blockRows(block));
    }
  }

  private void add(Field field) {
    switch (field) {
      case Intrinsic intrinsic -> addIntrinsic(intrinsic);
      case Field.Attribute(AttributeScope scope, String key) -> addAttribute(scope, key);
      case Field.SpanOrResource(String key) -> {
        addAttribute(AttributeScope.SPAN, key);
        addAttribute(AttributeScope.RESOURCE, key);
        addAttribute(AttributeScope.DERIVED, key);
      }
      case Field.AnyScope(String key) -> ORDER.forEach(scope -> addAttribute(scope, key));
    }
  }

  private void addIntrinsic(Intrinsic field) {
    switch (field) {
      case NAME -> {
        ifThere(Fixed.SPAN_NAME, c -> sources.add(text(c)));
        sources.add(ValueSource.ofDefault(values.ofText("")));
      }
      case KIND -> addLabels(Fixed.SPAN_KIND, n -> SpanKind.ofNumber((int) n).label());
      case STATUS -> addLabels(Fixed.SPAN_STATUS, n -> StatusCode.ofNumber((int) n).label());
      case SERVICE_NAME ->
          ifThere(SERVICE_NAME, c -> addOfResource(List.of(ValueSource.ofNames(c, values))));
      case SCOPE_NAME -> ifThere(Fixed.SCOPE_NAME, c -> addOfScope(List.of(text(c))));
      case SCOPE_VERSION -> ifThere(Fixed.SCOPE_VERSION, c -> addOfScope(List.of(text(c))));
      case STATUS_MESSAGE -> ifThere(Fixed.SPAN_STATUS_MESSAGE, c -> sources.add(text(c)));
      case TRACE_STATE -> ifThere(Fixed.SPAN_TRACE_STATE, c -> sources.add(text(c)));
      case DURATION -> {
        LongUnaryOperator notNegative = elapsed -> Math.max(0, elapsed);
        ifThere(
            Fixed.SPAN_ELAPSED, c -> sources.add(ValueSource.ofNumbers(c, notNegative, values)));
        sources.add(ValueSource.ofDefault(values.ofNumber(ValueType.INT, 0)));
      }
      case START_TIME -> addStarts();
      case TRACE_ID -> addTraceIds();
      case SPAN_ID -> addText(Fixed.SPAN_ID, SpanId::toHex);
      case PARENT_SPAN_ID -> addParentIds();
      case EVENT_NAME -> {
        List<ValueSource> names = new ArrayList<>();
        ifThere(Fixed.EVENT_NAME, c -> names.add(text(c)));
        names.add(ValueSource.ofDefault(values.ofText("")));
        addOfChild(PartChildren.EVENTS, names);
      }
      case LINK_TRACE_ID -> addOfChild(PartChildren.LINKS, List.of(linkTraceIds()));
      case LINK_SPAN_ID ->
          ifThere(
              Fixed.LINK_SPAN_ID,
              c ->
                  addOfChild(
                      PartChildren.LINKS, List.of(ValueSource.ofText(c, SpanId::toHex, values))));
      case CHILD_COUNT, TRACE_DURATION, TRACE_SPAN_COUNT, ROOT_NAME, ROOT_SERVICE_NAME ->
          throw new IllegalArgumentException(
              "field: " + field + " (expected: one that a span has by itself)");
    }
  }

  private void addLabels(Fixed key, LongFunction<String> label) {
    addText(key, label);
    sources.add(ValueSource.ofDefault(values.ofText(label.apply(0))));
  }

  private void addText(Fixed key, LongFunction<String> text) {
    ifThere(key, c -> sources.add(ValueSource.ofText(c, text, values)));
  }

  private void addStarts() {
    long[] starts = new long[Part.BLOCK_ROWS];
    sources.add(
        ValueSource.ofRows(block -> {
          part.startNanos(block, starts);
          return row -> values.ofNumber(ValueType.INT, starts[row]);
        }));
  }

  private void addTraceIds() {
    int[] ordinals = new int[Part.BLOCK_ROWS];
    SegmentTraces traces = part.traces();
    sources.add(
        ValueSource.ofRows(block -> {
          part.traceOrdinals(block, ordinals);
          return row -> {
            int trace = row < part.blockRows(block) ? ordinals[row] : 0;
            TraceId id = traces.id(trace);
            return values.ofText(id.toHex());
          };
        }));
  }

  private void addParentIds() {
    ParentIds parents = new ParentIds(part);
    sources.add(
        ValueSource.ofRows(block -> {
          parents.open(block);
          return row ->
              parents.get(row) == 0
                  ? ValueSource.ABSENT
                  : values.ofText(SpanId.toHex(parents.get(row)));
        }));
  }

  private ValueSource linkTraceIds() {
    long[] high = new long[Part.BLOCK_ROWS];
    long[] low = new long[Part.BLOCK_ROWS];
    return ValueSource.ofRows(block -> {
      ParentIds.dense(file.column(Fixed.LINK_TRACE_ID_HIGH), block, high);
      ParentIds.dense(file.column(Fixed.LINK_TRACE_ID_LOW), block, low);
      return row -> values.ofText(new TraceId(high[row], low[row]).toHex());
    });
  }

  private void addAttribute(AttributeScope scope, String key) {
    List<ValueSource> found = new ArrayList<>();
    for (ValueType type : ValueType.values()) {
      found.addAll(sourcesOfType(scope, key, type));
    }
    StoredColumn overflow = file.column(new ColumnKey.Overflow(scope));
    if (overflow != null) {
      found.add(ValueSource.ofOverflow(overflow, key, values));
    }
    if (found.isEmpty()) {
      return;
    }
    switch (scope) {
      case SPAN, DERIVED -> sources.addAll(found);
      case RESOURCE -> addOfResource(found);
      case SCOPE -> addOfScope(found);
      case EVENT -> addOfChild(PartChildren.EVENTS, found);
      case LINK -> addOfChild(PartChildren.LINKS, found);
    }
  }

  private List<ValueSource> sourcesOfType(AttributeScope scope, String key, ValueType type) {
    StoredColumn column = file.column(new ColumnKey.Attribute(scope, key, type));
    return column == null ? List.of() : List.of(ValueSource.ofColumn(column, type, values));
  }

  private ValueSource text(StoredColumn column) {
    return ValueSource.ofColumn(column, ValueType.STRING, values);
  }

  private void addOfResource(List<ValueSource> ofResource) {
    int[] resources = codes(ofResource, PartTable.RESOURCE);
    ifThere(Fixed.SCOPE_RESOURCE, c -> addOfScope(List.of(ValueSource.ofReferences(c, resources))));
  }

  private void addOfScope(List<ValueSource> ofScope) {
    int[] scopes = codes(ofScope, PartTable.SCOPE);
    ifThere(Fixed.SPAN_SCOPE, c -> sources.add(ValueSource.ofReferences(c, scopes)));
  }

  /** The codes of all rows of a small table. */
  private int[] codes(List<ValueSource> ofTable, PartTable table) {
    int[] codes = new int[file.rowCount(table)];
    int[] block = new int[Part.BLOCK_ROWS];
    for (int begin = 0; begin < codes.length; begin += Part.BLOCK_ROWS) {
      Arrays.fill(block, ValueSource.ABSENT);
      for (ValueSource source : ofTable) {
        source.codes(begin / Part.BLOCK_ROWS, block);
      }
      System.arraycopy(block, 0, codes, begin, Math.min(block.length, codes.length - begin));
    }
    return codes;
  }

  private void addOfChild(PartChildren.Kind kind, List<ValueSource> ofChild) {
    PartChildren children = file.children(kind);
    if (children != null) {
      sources.add(new ChildValues(children, ofChild));
    }
  }

  private void ifThere(ColumnKey key, Consumer<StoredColumn> consumer) {
    @Nullable StoredColumn column = file.column(key);
    if (column != null) {
      consumer.accept(column);
    }
  }
}
