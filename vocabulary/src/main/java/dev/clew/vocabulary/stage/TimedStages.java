// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.stage;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import dev.clew.vocabulary.Concepts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Stages whose lengths a span has as concepts, in seconds. */
final class TimedStages {

  private static final double SECOND_NANOS = 1e9;

  /** What serves a request by a model. Other spans with a queue time waited before they began. */
  private static final Set<String> CALLS =
      Set.of("predict", "chat", "generate_content", "text_completion", "embeddings", "rerank");

  private static final Set<String> STAGES = Set.of("queue", "prefill", "decode", "compute");

  private final SpanBatch batch;
  private final int operation;

  TimedStages(SpanBatch batch) {
    this.batch = batch;
    this.operation = batch.strings().find(Concepts.OPERATION);
  }

  List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    if (operation < 0 || !hasTimes()) {
      return stages;
    }
    Set<Long> covered = parentsOfStages();
    for (int row = 0; row < batch.spanCount(); row++) {
      if (CALLS.contains(operation(row)) && !covered.contains(batch.spanId(row))) {
        add(row, stages);
      }
    }
    return stages;
  }

  private boolean hasTimes() {
    return batch.strings().find(Concepts.QUEUE_TIME) >= 0
        || batch.strings().find(Concepts.PREFILL_TIME) >= 0
        || batch.strings().find(Concepts.DECODE_TIME) >= 0
        || batch.strings().find(Concepts.COMPUTE_TIME) >= 0;
  }

  /** The calls that have stages of their own. */
  private Set<Long> parentsOfStages() {
    Set<Long> parents = new HashSet<>();
    for (int row = 0; row < batch.spanCount(); row++) {
      if (STAGES.contains(operation(row))) {
        parents.add(batch.parentSpanId(row));
      }
    }
    return parents;
  }

  private void add(int row, List<Stage> stages) {
    double queue = seconds(row, Concepts.QUEUE_TIME);
    double prefill = seconds(row, Concepts.PREFILL_TIME);
    double decode = seconds(row, Concepts.DECODE_TIME);
    long at = batch.startNanos(row);
    at = add(row, "queue", Concepts.QUEUE_TIME, at, queue, stages);
    if (prefill > 0 || decode > 0) {
      at = add(row, "prefill", Concepts.PREFILL_TIME, at, prefill, stages);
      add(row, "decode", Concepts.DECODE_TIME, at, decode, stages);
    } else {
      double compute = seconds(row, Concepts.COMPUTE_TIME);
      add(row, "compute", Concepts.COMPUTE_TIME, at, compute, stages);
    }
  }

  /** Adds a stage, and returns where the next one begins. */
  private long add(
      int row, String name, String concept, long startNanos, double seconds, List<Stage> stages) {
    long parentEnd = batch.endNanos(row);
    if (!(seconds > 0) || startNanos >= parentEnd) {
      return startNanos;
    }
    double lengthNanos = Math.min(seconds * SECOND_NANOS, (double) (parentEnd - startNanos));
    long endNanos = startNanos + Math.round(lengthNanos);
    stages.add(new Stage(row, name, name, startNanos, endNanos, concept));
    return endNanos;
  }

  private String operation(int row) {
    AttributeTable table = batch.attributes(AttributeScope.DERIVED);
    int entry = table.find(row, operation);
    if (entry < 0) {
      table = batch.attributes(AttributeScope.SPAN);
      entry = table.find(row, operation);
    }
    return entry >= 0 && table.type(entry) == ValueType.STRING
        ? batch.strings().string(table.valueRef(entry))
        : "";
  }

  /** A concept as it was derived, or as the span has it; zero if it has none. */
  private double seconds(int row, String concept) {
    int key = batch.strings().find(concept);
    if (key < 0) {
      return 0;
    }
    for (AttributeScope scope : List.of(AttributeScope.DERIVED, AttributeScope.SPAN)) {
      AttributeTable table = batch.attributes(scope);
      int entry = table.find(row, key);
      if (entry >= 0 && table.type(entry) == ValueType.DOUBLE) {
        return Double.longBitsToDouble(table.bits(entry));
      }
    }
    return 0;
  }
}
