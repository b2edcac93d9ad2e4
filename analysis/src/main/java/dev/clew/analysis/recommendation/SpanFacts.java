// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

import dev.clew.analysis.figure.Request;
import dev.clew.analysis.path.CriticalPath;
import dev.clew.analysis.trace.SpanAttribute;
import dev.clew.analysis.trace.SpanAttribute.Place;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.BytesTable;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a request, one after the other, with what the rules ask of each: read once for all
 * of them.
 *
 * <p>Threads: one at a time. Cost: one walk over the attributes of each span.
 */
final class SpanFacts {

  private static final Fact[] FACTS = Fact.values();
  private static final Step[] STEPS = Step.values();

  private final SpanAttribute instance =
      new SpanAttribute(
          List.of(
              new Place(AttributeScope.RESOURCE, "service.instance.id"),
              new Place(AttributeScope.RESOURCE, "k8s.pod.name"),
              new Place(AttributeScope.RESOURCE, "host.name")));
  private final ModelCodes models;
  private final int[] stepRefs = new int[STEPS.length];
  private final boolean[] isKnown = new boolean[FACTS.length];
  private final AttributeTable[] tables = new AttributeTable[FACTS.length];
  private final int[] entries = new int[FACTS.length];
  private byte[] factOf = {}; // by reference of a key: one more than the fact, 0 for none
  private long[] waits = {};
  private int[] modelOf = {};
  private Step[] stepOf = {};
  private @Nullable SpanBatch batch;
  private @Nullable Request request;
  private int row;

  SpanFacts(ModelCodes models) {
    this.models = models;
  }

  /** What is read of spans. */
  Projection reads() {
    Projection reads = SpanAttribute.reads(instance);
    for (Fact fact : FACTS) {
      reads =
          reads
              .withAttributes(AttributeScope.DERIVED, fact.keys())
              .withAttributes(AttributeScope.SPAN, fact.keys());
    }
    return reads;
  }

  /** Goes to a request, before its first span. */
  void begin(Request next) {
    request = next;
    int size = next.view().size();
    if (waits.length < size) {
      waits = new long[size];
      modelOf = new int[size];
      stepOf = new Step[size];
    }
    Arrays.fill(waits, next.root(), next.end(), 0);
    CriticalPath path = next.path();
    path.addExclusive(waits);
    for (int i = path.spanCount() - 1; i >= 0; i--) {
      int on = path.span(i);
      if (on != next.root()) {
        waits[next.view().parent(on)] += waits[on];
      }
    }
  }

  /** Goes to a span of the request, each after its parent. */
  void at(int next) {
    row = next;
    TraceView view = view();
    SpanBatch of = view.batch(row);
    if (of != batch) {
      load(of);
    }
    Arrays.fill(isKnown, false);
    read(of.attributes(AttributeScope.DERIVED), view.batchRow(row));
    read(of.attributes(AttributeScope.SPAN), view.batchRow(row));
    stepOf[row] = readStep();
    modelOf[row] = readModel();
  }

  // The request

  TraceView view() {
    return request().view();
  }

  /** The first row of the request. */
  int root() {
    return request().root();
  }

  /** One past its last row. */
  int end() {
    return request().end();
  }

  /** How many requests it stands for. */
  double weight() {
    return request().weight();
  }

  // Any span that was given

  /** How long the request waited for this span and what is below it, in nanoseconds. */
  long waitNanos(int ofRow) {
    return waits[ofRow];
  }

  /** The model that a span is about: its own, else that of its parent in the same service. */
  int model(int ofRow) {
    return modelOf[ofRow];
  }

  Step step(int ofRow) {
    return stepOf[ofRow];
  }

  /** The parent within the request, or {@link TraceView#NONE}. */
  int parent(int ofRow) {
    return ofRow == root() ? TraceView.NONE : view().parent(ofRow);
  }

  /** Whether a span is where a service, or another model in it, begins. */
  boolean isModelCall(int ofRow) {
    int parent = parent(ofRow);
    return modelOf[ofRow] != ModelCodes.NONE
        && (parent == TraceView.NONE
            || modelOf[parent] != modelOf[ofRow]
            || view().service(parent) != view().service(ofRow));
  }

  // The span at hand

  int row() {
    return row;
  }

  long waitNanos() {
    return waits[row];
  }

  int operation() {
    return view().operation(row);
  }

  int service() {
    return view().service(row);
  }

  boolean has(Fact fact) {
    return isKnown[fact.ordinal()];
  }

  /** A fact as a number, also if it was sent as text; NaN if there is none. */
  double number(Fact fact) {
    if (!has(fact)) {
      return Double.NaN;
    }
    AttributeTable table = tables[fact.ordinal()];
    int entry = entries[fact.ordinal()];
    return switch (table.type(entry)) {
      case INT -> table.bits(entry);
      case DOUBLE -> Double.longBitsToDouble(table.bits(entry));
      case STRING -> parse(strings().string(table.valueRef(entry)));
      case EMPTY, BOOL, BYTES, ARRAY, KVLIST -> Double.NaN;
    };
  }

  /** A fact as text; empty if there is none. */
  String text(Fact fact) {
    if (!has(fact)) {
      return "";
    }
    AttributeTable table = tables[fact.ordinal()];
    int entry = entries[fact.ordinal()];
    return switch (table.type(entry)) {
      case STRING -> strings().string(table.valueRef(entry));
      case INT -> Long.toString(table.bits(entry));
      case BOOL -> Boolean.toString(table.bits(entry) != 0);
      case DOUBLE -> Double.toString(Double.longBitsToDouble(table.bits(entry)));
      case EMPTY, BYTES, ARRAY, KVLIST -> "";
    };
  }

  boolean isTrue(Fact fact) {
    return "true".equalsIgnoreCase(text(fact));
  }

  /** Which instance of the service it was, or empty if the span does not say. */
  String instance() {
    String text = instance.text(view(), row);
    return text == null ? "" : text;
  }

  private void load(SpanBatch of) {
    batch = of;
    BytesTable strings = of.strings();
    if (factOf.length < strings.size()) {
      factOf = new byte[strings.size() + (strings.size() >> 1)];
    }
    Arrays.fill(factOf, (byte) 0);
    for (Fact fact : FACTS) {
      for (String key : fact.keys()) {
        int reference = strings.find(key);
        if (reference >= 0) {
          factOf[reference] = (byte) (fact.ordinal() + 1);
        }
      }
    }
    for (Step step : STEPS) {
      stepRefs[step.ordinal()] = step.word().isEmpty() ? -1 : strings.find(step.word());
    }
  }

  private void read(AttributeTable table, int owner) {
    for (int entry = table.begin(owner), end = table.end(owner); entry < end; entry++) {
      int fact = factOf[table.keyRef(entry)] - 1;
      if (fact >= 0 && !isKnown[fact]) {
        isKnown[fact] = true;
        tables[fact] = table;
        entries[fact] = entry;
      }
    }
  }

  private Step readStep() {
    if (has(Fact.OPERATION)) {
      AttributeTable table = tables[Fact.OPERATION.ordinal()];
      int entry = entries[Fact.OPERATION.ordinal()];
      if (table.type(entry) == ValueType.STRING) {
        for (Step step : STEPS) {
          if (stepRefs[step.ordinal()] == table.valueRef(entry)) {
            return step;
          }
        }
      }
    }
    return Step.OTHER;
  }

  private int readModel() {
    if (has(Fact.MODEL)) {
      return models.code(text(Fact.MODEL), text(Fact.MODEL_VERSION));
    }
    int parent = parent(row);
    return parent != TraceView.NONE && view().service(parent) == view().service(row)
        ? modelOf[parent]
        : ModelCodes.NONE;
  }

  private BytesTable strings() {
    return view().batch(row).strings();
  }

  private Request request() {
    if (request == null) {
      throw new IllegalStateException("request: none (expected: begin first)");
    }
    return request;
  }

  private static double parse(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }
}
