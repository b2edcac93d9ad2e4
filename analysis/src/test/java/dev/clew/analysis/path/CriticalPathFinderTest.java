// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.analysis.trace.TraceView;
import dev.clew.analysis.trace.TraceViews;
import dev.clew.model.Span;
import dev.clew.model.SpanKind;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CriticalPathFinderTest {

  private final CriticalPathFinder finder = new CriticalPathFinder();

  @Test
  void skewedServer_isCentredInItsClient() {
    TraceView view =
        view(
            span(1, 1)
                .name("client")
                .kind(SpanKind.CLIENT)
                .durationNanos(100)
                .resource("host.name", "a"),
            span(1, 2)
                .parent(1)
                .name("server")
                .kind(SpanKind.SERVER)
                .startsAfterNanos(5_000)
                .durationNanos(60)
                .resource("host.name", "b"),
            span(1, 3)
                .parent(2)
                .name("inner")
                .startsAfterNanos(5_010)
                .durationNanos(20)
                .resource("host.name", "b"));

    assertThat(describe(finder.find(view)))
        .containsExactly(
            "client 0-20", "server 20-30", "inner 30-50", "server 50-80", "client 80-100");
    assertThat(describe(new CriticalPathFinder(new PathOptions(0.01, false)).find(view)))
        .containsExactly("client 0-100");
  }

  @Test
  void drag_isWhatAnotherChildLeavesToGain() {
    TraceView view =
        view(
            span(1, 1).name("root").durationNanos(100),
            span(1, 2).parent(1).name("slow").startsAfterNanos(10).durationNanos(80),
            span(1, 3).parent(1).name("beside").startsAfterNanos(10).durationNanos(50),
            span(1, 4).parent(2).name("inner").startsAfterNanos(20).durationNanos(60));

    CriticalPath path = finder.find(view);

    assertThat(describe(path))
        .containsExactly("root 0-10", "slow 10-20", "inner 20-80", "slow 80-90", "root 90-100");
    assertThat(path.spanCount()).isEqualTo(3);
    assertThat(path.waitNanos(2)).isEqualTo(60);
    TraceSchedule schedule = new TraceSchedule();
    schedule.load(view, 0);
    assertThat(schedule.dragNanos(path))
        .as("until the other one's end; no more than its parent's")
        .containsExactly(100, 30, 30);
  }

  @Test
  void millionSpans_deepOrWide_needNoStack() {
    int count = 300_000;
    List<Span> deep = new ArrayList<>();
    List<Span> wide = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      deep.add(
          span(1, i).parent(i - 1).startsAfterNanos(i).durationNanos(2L * (count - i) + 1).build());
      wide.add(
          span(1, i)
              .parent(i == 1 ? 0 : 1)
              .startsAfterNanos(i == 1 ? 0 : i * 10L)
              .durationNanos(i == 1 ? count * 11L : 9)
              .build());
    }

    CriticalPath down = finder.find(view(deep));
    CriticalPath across = finder.find(view(wide));

    assertThat(down.spanCount()).isEqualTo(count);
    assertThat(across.spanCount()).isEqualTo(count);
    assertTiles(down);
    assertTiles(across);
  }

  @Test
  void sections_tileTheRoot_whateverTheSpans() {
    Seeds.check(
        400,
        random -> {
          List<Span> spans = randomTrace(random);
          TraceView view = view(spans);
          CriticalPath path = finder.find(view);
          assertTiles(path);

          List<Span> shuffled = new ArrayList<>(spans);
          Collections.shuffle(shuffled, new Random(random.nextLong()));
          assertThat(describe(new CriticalPathFinder().find(view(shuffled))))
              .isEqualTo(describe(path));

          CriticalPath without = finder.findWithout(view, 0, row -> row % 3 == 1);
          long left = 0;
          for (int i = 0; i < without.sectionCount(); i++) {
            assertThat(without.row(i) % 3).isNotEqualTo(1);
            left += without.lengthNanos(i);
          }
          assertThat(left + without.removedNanos()).isEqualTo(view.durationNanos(0));
        });
  }

  private static List<Span> randomTrace(RandomGenerator random) {
    List<Span> spans = new ArrayList<>();
    int count = random.nextInt(1, 40);
    for (int i = 0; i < count; i++) {
      SpanSpec spec =
          span(1, i + 1)
              .name("o" + i)
              .parent(i == 0 ? 0 : random.nextInt(1, i + 1))
              .service("s" + random.nextInt(4))
              .kind(SpanKind.ofNumber(random.nextInt(6)))
              .startsAfterNanos(random.nextInt(100))
              .durationNanos(random.nextInt(i == 0 ? 150 : 60));
      if (random.nextInt(3) > 0) {
        spec.resource("host.name", "h" + random.nextInt(3));
      }
      spans.add(spec.build());
    }
    return spans;
  }

  private static void assertTiles(CriticalPath path) {
    TraceView view = path.view();
    long at = view.startNanos(path.root());
    for (int i = 0; i < path.sectionCount(); i++) {
      assertThat(path.startNanos(i)).isEqualTo(at);
      assertThat(path.endNanos(i)).isGreaterThan(at);
      assertThat(view.isWithin(path.row(i), path.root())).isTrue();
      at = path.endNanos(i);
    }
    assertThat(at).isEqualTo(view.endNanos(path.root()));
  }

  private static List<String> describe(CriticalPath path) {
    List<String> sections = new ArrayList<>();
    long base = path.view().startNanos(path.root());
    for (int i = 0; i < path.sectionCount(); i++) {
      sections.add(
          path.view().operationName(path.row(i))
              + " "
              + (path.startNanos(i) - base)
              + "-"
              + (path.endNanos(i) - base));
    }
    return sections;
  }

  private static TraceView view(SpanSpec... specs) {
    return view(Arrays.stream(specs).map(SpanSpec::build).toList());
  }

  private static TraceView view(List<Span> spans) {
    return new TraceViews().list(List.of(Spans.batch(spans))).getFirst();
  }
}
