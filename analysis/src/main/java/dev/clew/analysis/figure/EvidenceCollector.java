// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.figure;

import dev.clew.model.TraceId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what a result stands on, and keeps the traces that show it best. */
public final class EvidenceCollector {

  private static final int EXEMPLARS_MAX = 3;

  private final List<Exemplar> best = new ArrayList<>(EXEMPLARS_MAX + 1);
  private @Nullable TraceId last;
  private long spans;
  private long traces;

  private record Exemplar(long score, TraceId id) {
    boolean isBefore(Exemplar other) {
      int order = Long.compare(other.score, score);
      return order != 0 ? order < 0 : id.compareTo(other.id) < 0;
    }
  }

  /** Adds a span; those of one trace come together. The higher the score, the better it shows. */
  public void add(TraceId trace, long score) {
    spans++;
    if (!trace.equals(last)) {
      traces++;
      last = trace;
    }
    Exemplar exemplar = new Exemplar(score, trace);
    if (best.size() == EXEMPLARS_MAX && !exemplar.isBefore(best.getLast())) {
      return;
    }
    for (int i = 0; i < best.size(); i++) {
      if (best.get(i).id.equals(trace)) {
        if (best.get(i).score >= score) {
          return;
        }
        best.remove(i);
        break;
      }
    }
    int place = 0;
    while (place < best.size() && !exemplar.isBefore(best.get(place))) {
      place++;
    }
    best.add(place, exemplar);
    if (best.size() > EXEMPLARS_MAX) {
      best.removeLast();
    }
  }

  /** How many spans were added. */
  public long spans() {
    return spans;
  }

  /** What was collected. */
  public Evidence evidence() {
    return new Evidence(spans, traces, best.stream().map(Exemplar::id).toList());
  }
}
