// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.analysis.trace.TraceView;
import dev.clew.analysis.trace.TraceViews;
import dev.clew.model.Span;
import dev.clew.model.SpanKind;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The nine cases that Jaeger's UI is tested with. */
class JaegerPathFixtureTest {

  private static final long BASE_NANOS = 1_000_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void sections_areThoseOfJaeger(int number) {
    JsonNode test = SharedData.json("jaeger-critical-path/cases.json").get("cases").get(number - 1);
    List<Span> spans = new ArrayList<>();
    for (JsonNode span : test.get("spans")) {
      SpanSpec spec =
          Spans.span(1, id(span.get("id")))
              .name(span.get("id").asString())
              .startNanos(BASE_NANOS + span.get("start").asLong())
              .durationNanos(span.get("duration").asLong());
      if (!span.get("parent").isNull()) {
        spec.parent(id(span.get("parent")));
      }
      if (span.has("kind")) {
        spec.kind(SpanKind.valueOf(span.get("kind").asString().toUpperCase(Locale.ROOT)));
      }
      spans.add(spec.build());
    }
    List<String> expected = new ArrayList<>();
    for (JsonNode section : test.get("criticalPath")) {
      expected.add(
          section.get("span").asString()
              + section.get("start").asLong()
              + "-"
              + section.get("end"));
    }

    TraceView view = new TraceViews().list(List.of(Spans.batch(spans))).getFirst();
    CriticalPath path = new CriticalPathFinder().find(view);

    List<String> found = new ArrayList<>();
    for (int i = path.sectionCount() - 1; i >= 0; i--) {
      found.add(
          view.operationName(path.row(i))
              + (path.startNanos(i) - BASE_NANOS)
              + "-"
              + (path.endNanos(i) - BASE_NANOS));
    }
    assertThat(found).as(test.get("what").asString()).isEqualTo(expected);
  }

  private static long id(JsonNode name) {
    return name.asString().charAt(0);
  }
}
