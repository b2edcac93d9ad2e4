// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.aggregate;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.clew.analysis.aggregate.CriticalPaths.Operation;
import dev.clew.analysis.aggregate.CriticalPaths.Service;
import dev.clew.analysis.figure.Request;
import dev.clew.analysis.path.CriticalPathFinder;
import dev.clew.analysis.trace.TraceView;
import dev.clew.analysis.trace.TraceViews;
import dev.clew.model.Span;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriticalPathAnalysisTest {

  /**
   * Two requests of 100 ns, 10 + 80 + 10: in the first "model" takes the 80 beside 50 of "cache",
   * in the second it is the other way round.
   */
  @Test
  void figures_areThoseWorkedOutByHand() {
    List<Span> spans = new ArrayList<>();
    for (int trace = 1; trace <= 2; trace++) {
      spans.add(span(trace, 1).service("web").name("GET").durationNanos(100).build());
      spans.add(
          span(trace, 2)
              .parent(1)
              .service("model")
              .name("infer")
              .startsAfterNanos(10)
              .durationNanos(trace == 1 ? 80 : 50)
              .build());
      spans.add(
          span(trace, 3)
              .parent(1)
              .service("cache")
              .name("get")
              .startsAfterNanos(10)
              .durationNanos(trace == 1 ? 50 : 80)
              .build());
    }

    CriticalPaths paths = analyse(spans, 0.25);

    assertThat(paths.requests()).isEqualTo(2);
    assertThat(paths.totalNanos()).isEqualTo(200);
    assertThat(paths.operations())
        .extracting(Operation::name)
        .containsExactly("get", "infer", "GET");
    Operation infer = paths.operations().get(1);
    assertThat(infer.spans()).isEqualTo(2);
    assertThat(infer.onPath()).isEqualTo(0.5);
    assertThat(infer.requestShare()).isEqualTo(1);
    assertThat(infer.pathShare()).isEqualTo(80.0 / 200);
    assertThat(infer.exclusiveNanos()).isEqualTo(40);
    assertThat(infer.dragNanos()).as("80 - 50 in one of two").isEqualTo(15);
    assertThat(infer.savedNanos()).as("a quarter of 80 in one of two").isEqualTo(10);
    assertThat(infer.savedShare()).isEqualTo(20.0 / 200);
    assertThat(infer.slackNanos().count()).isEqualTo(1);
    assertThat(infer.slackNanos().min()).as("where it is beside the path").isEqualTo(30);
    Operation request = paths.operations().get(2);
    assertThat(request.savedNanos()).as("not asked of the request itself").isZero();
    assertThat(paths.services().getFirst().service()).isEqualTo("cache");
    assertThat(paths.services().getFirst().savedNanos()).isEqualTo(10);
  }

  @Test
  void shares_addUpToOne_andNothingSavesMoreThanThereIs() {
    Seeds.check(
        100,
        random -> {
          List<Span> spans = new ArrayList<>();
          for (int trace = 1; trace <= 4; trace++) {
            for (int i = 1; i <= 12; i++) {
              spans.add(
                  span(trace, i)
                      .parent(i == 1 ? 0 : random.nextInt(1, i))
                      .service("s" + random.nextInt(3))
                      .name("o" + random.nextInt(3))
                      .startsAfterNanos(i == 1 ? 0 : random.nextInt(90))
                      .durationNanos(i == 1 ? 100 : random.nextInt(60))
                      .build());
            }
          }

          CriticalPaths paths = analyse(spans, 1);

          assertThat(paths.operations().stream().mapToDouble(Operation::pathShare).sum())
              .isCloseTo(1, within(1e-9));
          assertThat(paths.services().stream().mapToDouble(Service::pathShare).sum())
              .isCloseTo(1, within(1e-9));
          assertThat(paths.operations())
              .allSatisfy(each -> {
                assertThat(each.savedNanos()).isBetween(0.0, 100.0);
                assertThat(each.onPath()).isBetween(0.0, 1.0);
              });
        });
  }

  private static CriticalPaths analyse(List<Span> spans, double faster) {
    TraceViews views = new TraceViews();
    CriticalPathAnalysis analysis = new CriticalPathAnalysis(views.names(), faster);
    for (TraceView view : views.list(List.of(Spans.batch(spans)))) {
      analysis.add(new Request(view, 0, new CriticalPathFinder().find(view)));
    }
    return analysis.result();
  }
}
