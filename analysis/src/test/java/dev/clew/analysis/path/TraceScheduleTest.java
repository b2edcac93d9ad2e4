// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.analysis.trace.TraceView;
import dev.clew.analysis.trace.TraceViews;
import dev.clew.model.Span;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceScheduleTest {

  private static final PathOptions EXACT = new PathOptions(0, true);

  /** Two legs side by side; the shorter one has two calls in a row, the second with one inside. */
  private final TraceView legs =
      view(
          span(1, 1).name("root").durationNanos(100),
          span(1, 2).parent(1).name("long").startsAfterNanos(10).durationNanos(80),
          span(1, 3).parent(1).name("first").startsAfterNanos(10).durationNanos(20),
          span(1, 4).parent(1).name("second").startsAfterNanos(40).durationNanos(30),
          span(1, 5).parent(4).name("inner").startsAfterNanos(45).durationNanos(10),
          span(1, 6).parent(1).name("late").startsAfterNanos(120).durationNanos(10));

  @Test
  void slack_isWhatASpanMayGrow() {
    TraceSchedule schedule = new TraceSchedule();
    schedule.load(legs, 0);

    long[] slack = schedule.slackNanos(new CriticalPathFinder().find(legs));

    assertThat(slack[row("root")]).isZero();
    assertThat(slack[row("long")]).isZero();
    assertThat(slack[row("second")]).as("until the end of the long one").isEqualTo(20);
    assertThat(slack[row("first")]).as("it pushes the second").isEqualTo(20);
    assertThat(slack[row("inner")]).as("it pushes the end of the second").isEqualTo(20);
    assertThat(slack[row("late")]).isEqualTo(TraceSchedule.UNLIMITED);
  }

  @Test
  void fasterSpans_moveWhatFollows() {
    TraceSchedule schedule = new TraceSchedule();
    schedule.load(legs, 0);

    assertThat(whatIf(schedule, 0.5, "long")).as("the other leg ends at 70").isEqualTo(80);
    assertThat(whatIf(schedule, 0.5, "first")).as("nobody waits for it").isEqualTo(100);
    assertThat(whatIf(schedule, 0.5, "long", "first")).as("70 - 10").isEqualTo(70);
    assertThat(whatIf(schedule, 0, "long", "second")).as("40, and 10 at the end").isEqualTo(50);
    assertThat(whatIf(schedule, 0.25, "root")).isEqualTo(25);
  }

  @Test
  void overlapByAHair_isStillOneAfterTheOther() {
    TraceView hair =
        view(
            span(1, 1).name("root").durationNanos(1000),
            span(1, 2).parent(1).name("a").startsAfterNanos(100).durationNanos(405),
            span(1, 3).parent(1).name("b").startsAfterNanos(500).durationNanos(400));
    TraceSchedule schedule = new TraceSchedule();
    schedule.load(hair, 0);

    assertThat(schedule.slackNanos(new CriticalPathFinder().find(hair))).startsWith(0, 0, 0);
    assertThat(schedule.durationNanos(hair, 0, new int[] {1}, 1, 0)).isEqualTo(595);
  }

  /** Grows every span by its slack, and by one more, in a plain simulation. */
  @Test
  void slack_isWhatTheSimulationSays() {
    Seeds.check(
        400,
        random -> {
          TraceView view = view(randomTrace(random));
          Simulation simulation = new Simulation(view);
          TraceSchedule schedule = new TraceSchedule(EXACT);
          schedule.load(view, 0);
          CriticalPath path = new CriticalPathFinder(EXACT).find(view);
          long[] slack = schedule.slackNanos(path).clone();
          long total = view.durationNanos(0);
          for (int i = 0; i < path.spanCount(); i++) {
            assertThat(slack[path.span(i)]).isZero();
          }
          for (int row = 0; row < view.size(); row++) {
            if (slack[row] == TraceSchedule.UNLIMITED) {
              assertThat(simulation.grown(row, 1_000)).isEqualTo(total);
            } else {
              assertThat(simulation.grown(row, slack[row])).isEqualTo(total);
              assertThat(simulation.grown(row, slack[row] + 1)).isEqualTo(total + 1);
            }
          }
        });
  }

  @Test
  void whatIf_isWhatTheSimulationSays() {
    Seeds.check(
        400,
        random -> {
          TraceView view = view(randomTrace(random));
          Simulation simulation = new Simulation(view);
          TraceSchedule schedule = new TraceSchedule(EXACT);
          schedule.load(view, 0);
          for (int round = 0; round < 5; round++) {
            int[] rows =
                IntStream.range(1, view.size()).filter(_ -> random.nextInt(3) == 0).toArray();
            double remaining = random.nextInt(5) / 4.0;
            assertThat(schedule.durationNanos(view, 0, rows, rows.length, remaining))
                .isEqualTo(simulation.faster(rows, remaining));
          }
        });
  }

  @Test
  void drag_isWhatTheSimulationSavesWithoutTheSpan() {
    Seeds.check(
        400,
        random -> {
          TraceView view = view(randomTrace(random));
          Simulation simulation = new Simulation(view);
          TraceSchedule schedule = new TraceSchedule(EXACT);
          schedule.load(view, 0);
          CriticalPath path = new CriticalPathFinder(EXACT).find(view);
          long[] drags = schedule.dragNanos(path);
          for (int i = 0; i < path.spanCount(); i++) {
            assertThat(drags[i])
                .isEqualTo(view.durationNanos(0) - simulation.faster(new int[] {path.span(i)}, 0));
          }
        });
  }

  /** The model as its definition has it, all siblings looked at for each child. */
  private static final class Simulation {
    private final TraceView view;
    private final long[] starts;
    private final long[] ends;
    private final boolean[] counts;
    private final long[] growth;
    private final double[] remaining;

    Simulation(TraceView view) {
      this.view = view;
      this.starts = new long[view.size()];
      this.ends = new long[view.size()];
      this.counts = new boolean[view.size()];
      this.growth = new long[view.size()];
      this.remaining = new double[view.size()];
      Arrays.fill(remaining, 1);
      for (int row = 0; row < view.size(); row++) {
        starts[row] = view.startNanos(row);
        ends[row] = view.endNanos(row);
        int parent = view.parent(row);
        counts[row] =
            row == 0
                || (parent >= 0
                    && counts[parent]
                    && starts[row] <= ends[parent]
                    && ends[row] >= starts[parent]);
        if (row > 0 && counts[row]) {
          starts[row] = Math.max(starts[row], starts[parent]);
          ends[row] = Math.min(ends[row], ends[parent]);
        }
      }
    }

    long grown(int row, long nanos) {
      growth[row] = nanos;
      long total = duration(0);
      growth[row] = 0;
      return total;
    }

    long faster(int[] rows, double part) {
      for (int row : rows) {
        remaining[row] = part;
      }
      long total = duration(0);
      Arrays.fill(remaining, 1);
      return total;
    }

    private long duration(int row) {
      if (remaining[row] != 1) {
        return Math.round((ends[row] - starts[row]) * remaining[row]);
      }
      List<Integer> children = new ArrayList<>();
      for (int child = row + 1; child < view.size(); child++) {
        if (view.parent(child) == row && counts[child]) {
          children.add(child);
        }
      }
      long lastThen = starts[row];
      long lastNow = starts[row];
      for (int child : children) {
        lastThen = Math.max(lastThen, ends[child]);
        lastNow = Math.max(lastNow, end(child, children, row));
      }
      return lastNow + (ends[row] - lastThen) + growth[row] - starts[row];
    }

    private long end(int child, List<Integer> siblings, int parent) {
      long endedThen = starts[parent];
      long endedNow = starts[parent];
      for (int other : siblings) {
        if (ends[other] <= starts[child] && isBefore(other, child)) {
          endedThen = Math.max(endedThen, ends[other]);
          endedNow = Math.max(endedNow, end(other, siblings, parent));
        }
      }
      return endedNow + (starts[child] - endedThen) + duration(child);
    }

    /** Of two moments at the same time, the one with the lower row is first. */
    private boolean isBefore(int row, int other) {
      return starts[row] < starts[other]
          || ends[row] < ends[other]
          || (starts[row] == starts[other] && ends[row] == ends[other] && row < other);
    }
  }

  private long whatIf(TraceSchedule schedule, double remaining, String... names) {
    int[] rows = Arrays.stream(names).mapToInt(this::row).toArray();
    return schedule.durationNanos(legs, 0, rows, rows.length, remaining);
  }

  private int row(String name) {
    return IntStream.range(0, legs.size())
        .filter(row -> legs.operationName(row).equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Span> randomTrace(RandomGenerator random) {
    List<Span> spans = new ArrayList<>();
    int count = random.nextInt(1, 12);
    for (int i = 0; i < count; i++) {
      spans.add(
          span(1, i + 1)
              .name("o" + i)
              .parent(i == 0 ? 0 : random.nextInt(1, i + 1))
              .startsAfterNanos(i == 0 ? 0 : random.nextInt(80))
              .durationNanos(random.nextInt(i == 0 ? 100 : 40))
              .build());
    }
    return spans;
  }

  private static TraceView view(SpanSpec... specs) {
    return view(Arrays.stream(specs).map(SpanSpec::build).toList());
  }

  private static TraceView view(List<Span> spans) {
    return new TraceViews().list(List.of(Spans.batch(spans))).getFirst();
  }
}
