// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.stage;

import dev.clew.model.SpanBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stages between Triton's events. Its span of a model has the events of the queue, and its child
 * {@code compute} those of the computation; the end of the queue is the start of the computation.
 */
final class TritonStages {

  private static final int ABSENT = -1;

  private final SpanBatch batch;
  private final int queueStart;
  private final int computeStart;
  private final int inputEnd;
  private final int outputStart;
  private final int computeEnd;
  private final List<Stage> stages = new ArrayList<>();

  TritonStages(SpanBatch batch) {
    this.batch = batch;
    this.queueStart = batch.strings().find("QUEUE_START");
    this.computeStart = batch.strings().find("COMPUTE_START");
    this.inputEnd = batch.strings().find("COMPUTE_INPUT_END");
    this.outputStart = batch.strings().find("COMPUTE_OUTPUT_START");
    this.computeEnd = batch.strings().find("COMPUTE_END");
  }

  List<Stage> stages() {
    if (computeStart < 0) {
      return stages;
    }
    Map<Long, Long> startsByParent = new HashMap<>(); // when the computation of a call began
    for (int row = 0; row < batch.spanCount(); row++) {
      long start = time(row, computeStart);
      if (start != ABSENT) {
        startsByParent.put(batch.parentSpanId(row), start);
        long end = time(row, inputEnd);
        add(row, "compute input", start, end, "COMPUTE_START,COMPUTE_INPUT_END");
        long output = time(row, outputStart);
        add(row, "compute infer", end, output, "COMPUTE_INPUT_END,COMPUTE_OUTPUT_START");
        add(
            row,
            "compute output",
            output,
            time(row, computeEnd),
            "COMPUTE_OUTPUT_START,COMPUTE_END");
      }
    }
    for (int row = 0; row < batch.spanCount(); row++) {
      long start = time(row, queueStart);
      if (start != ABSENT) {
        long own = time(row, computeStart);
        long end = own != ABSENT ? own : startsByParent.getOrDefault(batch.spanId(row), -1L);
        add(row, "queue", start, end, "QUEUE_START,COMPUTE_START");
      }
    }
    return stages;
  }

  private void add(int row, String name, long startNanos, long endNanos, String source) {
    long start = Math.max(startNanos, batch.startNanos(row));
    long end = Math.min(endNanos, batch.endNanos(row));
    if (startNanos != ABSENT && endNanos != ABSENT && end > start) {
      stages.add(
          new Stage(row, name, name.startsWith("q") ? "queue" : "compute", start, end, source));
    }
  }

  /** When the first event of a name happened. */
  private long time(int row, int name) {
    for (int event = batch.eventBegin(row); event < batch.eventEnd(row); event++) {
      if (batch.eventNameRef(event) == name) {
        return batch.eventTimeNanos(event);
      }
    }
    return ABSENT;
  }
}
