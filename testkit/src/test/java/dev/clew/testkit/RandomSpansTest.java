// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomSpansTest {

  @Test
  void spans_ofOneSeed_areTheSameEveryTime() {
    assertThat(new RandomSpans(7).spans(100)).isEqualTo(new RandomSpans(7).spans(100));
    assertThat(new RandomSpans(7).spans(100)).isNotEqualTo(new RandomSpans(8).spans(100));
  }

  @Test
  void batch_readBack_equalsTheSpansItWasMadeOf() {
    Seeds.check(
        20,
        random -> {
          List<Span> spans = new RandomSpans(random).spans(50);
          assertThat(Spans.list(Spans.batch(spans))).isEqualTo(spans);
        });
  }

  @Test
  void batch_ofAThousandSpans_hasEveryValueTypeInEveryScope() {
    SpanBatch batch = new RandomSpans(1).batch(1000);
    for (AttributeScope scope :
        List.of(AttributeScope.SPAN, AttributeScope.EVENT, AttributeScope.LINK)) {
      AttributeTable table = batch.attributes(scope);
      Set<ValueType> types = EnumSet.noneOf(ValueType.class);
      for (int entry = 0; entry < table.entryCount(); entry++) {
        types.add(table.type(entry));
      }
      assertThat(types).as(scope.label()).containsExactly(ValueType.values());
    }
  }

  @Test
  void spans_ofAThousand_useEveryField() {
    List<Span> spans = new RandomSpans(2).spans(1000);
    assertThat(spans).anyMatch(span -> span.parentSpanId() == 0);
    assertThat(spans).anyMatch(span -> !span.traceState().isEmpty());
    assertThat(spans).anyMatch(span -> span.droppedEventsCount() != 0);
    assertThat(spans).anyMatch(span -> span.droppedLinksCount() != 0);
    assertThat(spans).anyMatch(span -> span.attributes().droppedCount() != 0);
    assertThat(spans).anyMatch(span -> span.endNanos() < span.startNanos());
    assertThat(spans).anyMatch(span -> span.resource().entityRefs().value().length > 0);
    assertThat(spans).anyMatch(span -> !span.scope().schemaUrl().isEmpty());
    assertThat(spans).noneMatch(span -> span.spanId() == 0 || !span.traceId().isValid());
  }

  @Test
  void check_thatFails_namesTheSeed() {
    assertThatThrownBy(() ->
            Seeds.check(
                3,
                random -> {
                  throw new IllegalStateException("no");
                }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("-Dclew.seed=");
  }
}
