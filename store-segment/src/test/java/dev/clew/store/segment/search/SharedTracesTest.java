// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.store.query.QueryContext;
import dev.clew.store.segment.head.Head;
import dev.clew.store.segment.part.Part;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SharedTracesTest {

  private static final int PARTS = 3;
  private static final int TRACES = 60;

  @Test
  void find_partsThatGrow_sameAsLookingInEachPart() {
    Seeds.check(
        20,
        random -> {
          SharedTraces shared = new SharedTraces(0);
          List<GrowingPart> parts = new ArrayList<>();
          for (int i = 0; i < PARTS; i++) {
            parts.add(new GrowingPart());
          }
          for (int round = 0; round < 30; round++) {
            parts.get(random.nextInt(PARTS)).grow(random);
            List<Part> snapshot = parts.stream().map(part -> part.anyState(random)).toList();
            checkPlaces(snapshot, snapshot.get(random.nextInt(PARTS)), shared);
          }
        });
  }

  @Test
  void of_budgetExhausted_nothing() {
    GrowingPart one = new GrowingPart();
    GrowingPart other = new GrowingPart();
    one.grow(Seeds.random(1));
    other.grow(Seeds.random(2));
    Budget budget = new Budget(QueryContext.defaults(), () -> 0);
    budget.tooLarge();

    assertThat(new SharedTraces(0).of(one.newest(), other.newest(), budget)).isNull();
  }

  private static void checkPlaces(List<Part> snapshot, Part part, SharedTraces shared) {
    Places places =
        new Places(
            snapshot,
            shared,
            _ -> {
              throw new AssertionError("nothing is put together here");
            });
    PartPlaces partPlaces = places.of(part, new Budget(QueryContext.defaults(), () -> 0));
    for (int trace = 0; trace < part.traces().count(); trace++) {
      assertThat(partPlaces.find(trace))
          .containsExactlyElementsOf(places.find(part.traces().id(trace)));
    }
  }

  /** A head, and every state that it was published in. */
  private static final class GrowingPart {
    private final Head head = new Head(0);
    private final List<Part> states = new ArrayList<>();
    private long spanId;

    GrowingPart() {
      publish();
    }

    void grow(RandomGenerator random) {
      List<Span> spans = new ArrayList<>();
      for (int i = random.nextInt(1, 8); i > 0; i--) {
        spans.add(Spans.span(random.nextInt(1, TRACES), ++spanId).build());
      }
      head.append(Spans.batch(spans));
      publish();
    }

    /** Mostly the newest, as a query that has begun earlier may see an older one. */
    Part anyState(RandomGenerator random) {
      return random.nextInt(4) > 0 ? newest() : states.get(random.nextInt(states.size()));
    }

    Part newest() {
      return states.getLast();
    }

    private void publish() {
      head.publish();
      states.add(head.part());
    }
  }
}
