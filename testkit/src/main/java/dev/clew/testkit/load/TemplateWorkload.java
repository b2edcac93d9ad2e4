// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.load;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Writes trace after trace into the slots of one encoded request. */
final class TemplateWorkload implements Workload {

  private static final double TRACE_NANOS_MEDIAN = 40_000_000;
  private static final double TRACE_NANOS_SPREAD = 0.6; // standard deviation of the logarithm

  private final LoadPlan plan;
  private final SpanShape[] shapes;
  private final Consumer<TraceState> story;
  private final TraceState trace;
  private final byte[] request;
  private final int[][] offsets; // of the slots, by trace of the request
  private final SlotValue.Writer[][] writers; // of the slots, by trace of the request
  private long beginNanos;

  /**
   * A workload of one trace template.
   *
   * @param spansByService a {@code ResourceSpans} per service, slots and all
   * @param story makes something of the random subjects of a trace before they are written
   */
  TemplateWorkload(
      LoadPlan plan,
      List<SpanShape> shapes,
      List<Template> spansByService,
      int subjectCount,
      Consumer<TraceState> story) {
    this.plan = plan;
    this.shapes = shapes.toArray(SpanShape[]::new);
    this.story = story;
    this.trace = new TraceState(plan.seed(), shapes.size(), subjectCount);
    this.beginNanos = plan.beginNanos();
    Template whole = new Template();
    spansByService.forEach(resourceSpans -> whole.message(1, resourceSpans));
    this.request = whole.bytes();
    List<List<Template.Slot>> slots =
        IntStream.range(0, plan.tracesPerRequest()).mapToObj(whole::slotsOfTrace).toList();
    this.offsets =
        slots.stream()
            .map(ofTrace -> ofTrace.stream().mapToInt(Template.Slot::offset).toArray())
            .toArray(int[][]::new);
    this.writers =
        slots.stream()
            .map(ofTrace ->
                ofTrace.stream()
                    .map(slot -> slot.value().writer())
                    .toArray(SlotValue.Writer[]::new))
            .toArray(SlotValue.Writer[][]::new);
  }

  @Override
  public int spansPerRequest() {
    return plan.tracesPerRequest() * shapes.length;
  }

  @Override
  public int spansPerTrace() {
    return shapes.length;
  }

  @Override
  public byte[] next() {
    for (int i = 0; i < offsets.length; i++) {
      trace.next();
      story.accept(trace);
      setTimes();
      int[] slotOffsets = offsets[i];
      SlotValue.Writer[] slotWriters = writers[i];
      for (int slot = 0; slot < slotOffsets.length; slot++) {
        slotWriters[slot].write(request, slotOffsets[slot], trace);
      }
    }
    return request;
  }

  /** Puts the spans where their shapes say, each a random bit shorter so that parents enclose. */
  private void setTimes() {
    double lengthNanos =
        TRACE_NANOS_MEDIAN * Math.exp(TRACE_NANOS_SPREAD * trace.random.nextGaussian());
    for (int span = 0; span < shapes.length; span++) {
      SpanShape shape = shapes[span];
      long startNanos = beginNanos + (long) (lengthNanos * shape.beginPermille() / 1000);
      double fill = shape.parent() < 0 ? 1 : 0.7 + 0.3 * trace.random.nextDouble();
      trace.startNanos[span] = startNanos;
      trace.endNanos[span] =
          startNanos + (long) (lengthNanos * shape.lengthPermille() / 1000 * fill);
    }
    beginNanos += plan.nanosBetweenTraces();
  }
}
