// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoTest {

  @Test
  void sameSeedAndStart_sameTraces() {
    Recording first = Recording.of(Duration.ofMinutes(10), 5, 7);
    Recording second = Recording.of(Duration.ofMinutes(10), 5, 7);

    assertThat(describe(first.spans()))
        .hasSizeGreaterThan(1_000)
        .isEqualTo(describe(second.spans()));
  }

  @Test
  void otherSeed_otherTraces() {
    Recording first = Recording.of(Duration.ofMinutes(1), 5, 7);
    Recording second = Recording.of(Duration.ofMinutes(1), 5, 8);

    assertThat(describe(first.spans())).doesNotContainAnyElementsOf(describe(second.spans()));
  }

  @Test
  void historyOnly_countsWhatItSent() {
    Recording recording = Recording.of(Duration.ofMinutes(2), 5, 3);

    assertThat(recording.progress().spansSentCount())
        .isEqualTo(recording.spans().size())
        .isEqualTo(recording.progress().spanCount());
    assertThat(recording.progress().spansRefusedCount()).isZero();
  }

  /** Everything a span says, as text, so that a difference is readable. */
  private static List<String> describe(List<SpanData> spans) {
    return spans.stream()
        .map(span ->
            String.join(
                " ",
                span.getTraceId(),
                span.getSpanId(),
                span.getParentSpanId(),
                span.getName(),
                Long.toString(span.getStartEpochNanos()),
                Long.toString(span.getEndEpochNanos()),
                span.getAttributes().toString(),
                span.getResource().getAttributes().toString(),
                span.getEvents().toString(),
                span.getLinks().toString(),
                span.getStatus().toString()))
        .toList();
  }
}
