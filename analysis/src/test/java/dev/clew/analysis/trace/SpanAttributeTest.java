// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.trace;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanAttributeTest {

  @Test
  void firstPlace_thatHasTheAttribute_counts() {
    SpanAttribute version = SpanAttribute.ofSpan("ml.model.version", "model.version");

    assertThat(version.text(view(span(1, 1).attribute("model.version", "3")), 0)).isEqualTo("3");
    assertThat(
            version.text(
                view(span(1, 1).attribute("model.version", "3").attribute("ml.model.version", "4")),
                0))
        .isEqualTo("4");
    assertThat(version.text(view(span(1, 1).resource("ml.model.version", "5")), 0)).isNull();
    assertThat(version.value(view(span(1, 1)), 0)).isNull();
    assertThat(
            SpanAttribute.ofSpanOrResource("region")
                .text(view(span(1, 1).resource("region", "eu")), 0))
        .isEqualTo("eu");
  }

  @Test
  void numbers_areReadFromEveryTypeThatHoldsOne() {
    SpanAttribute size = SpanAttribute.ofSpan("size");

    assertThat(size.number(view(span(1, 1).attribute("size", new IntValue(7))), 0)).isEqualTo(7);
    assertThat(size.number(view(span(1, 1).attribute("size", new DoubleValue(1.5))), 0))
        .isEqualTo(1.5);
    assertThat(size.number(view(span(1, 1).attribute("size", "2.5")), 0)).isEqualTo(2.5);
    assertThat(size.number(view(span(1, 1).attribute("size", "many")), 0)).isNaN();
    assertThat(size.number(view(span(1, 1).attribute("size", new BoolValue(true))), 0)).isNaN();
    assertThat(size.number(view(span(1, 1)), 0)).isNaN();
    assertThat(size.text(view(span(1, 1).attribute("size", new IntValue(7))), 0)).isEqualTo("7");
  }

  @Test
  void truth_isReadFromTextToo() {
    SpanAttribute hit = SpanAttribute.ofSpan("hit");

    assertThat(hit.isTrue(view(span(1, 1).attribute("hit", new BoolValue(true))), 0)).isTrue();
    assertThat(hit.isTrue(view(span(1, 1).attribute("hit", "True")), 0)).isTrue();
    assertThat(hit.isTrue(view(span(1, 1).attribute("hit", "no")), 0)).isFalse();
    assertThat(hit.isTrue(view(span(1, 1)), 0)).isFalse();
    assertThat(hit.isPresent(view(span(1, 1).attribute("hit", "no")), 0)).isTrue();
    assertThat(hit.isPresent(view(span(1, 1)), 0)).isFalse();
  }

  private static TraceView view(SpanSpec spec) {
    return new TraceViews().list(List.of(Spans.batch(spec.build()))).getFirst();
  }
}
