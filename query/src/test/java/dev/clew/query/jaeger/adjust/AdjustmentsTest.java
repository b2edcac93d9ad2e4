// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.adjust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.store.QueryLimitException;
import dev.clew.store.TraceChunks;
import dev.clew.store.query.PlainText;
import dev.clew.store.query.QueryStats.Partial;
import dev.clew.testkit.Spans;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AdjustmentsTest {

  private static final Adjustments ADJUSTMENTS = new Adjustments(Duration.ofSeconds(10), 100);

  @Test
  void trace_thatNeedsNothing_staysAsItIs() {
    SpanBatch batch =
        Spans.batch(
            Spans.span(1, 1).resource("host.name", "a").durationNanos(100).build(),
            Spans.span(1, 2)
                .parent(1)
                .resource("host.name", "b")
                .startsAfterNanos(10)
                .durationNanos(50)
                .attribute("peer.ipv4", "10.0.0.1")
                .build());

    assertThat(ADJUSTMENTS.apply(TraceChunks.of(List.of(batch))).toList()).containsExactly(batch);
  }

  @Test
  void sharedId_givesTheServerAnIdOfItsOwn_andItsChildren() {
    Adjusted spans =
        adjust(
            ADJUSTMENTS,
            Spans.span(1, 7).name("call").kind(SpanKind.CLIENT).durationNanos(100).build(),
            Spans.span(1, 7).name("serve").kind(SpanKind.SERVER).durationNanos(100).build(),
            Spans.span(1, 8).parent(7).name("query").durationNanos(100).build(),
            Spans.span(1, 1).name("other").durationNanos(100).build());

    assertThat(spans.get("call").spanId()).isEqualTo(7);
    assertThat(spans.get("serve").spanId()).isEqualTo(2); // 1 is in use
    assertThat(spans.get("serve").parentSpanId()).isEqualTo(7);
    assertThat(spans.get("query").parentSpanId()).isEqualTo(2);
  }

  @Test
  void skew_ofAnotherHost_movesTheSpanAndWhatIsBelowItOnThatHost() {
    Adjusted spans =
        adjust(
            ADJUSTMENTS,
            Spans.span(1, 1).name("root").resource("host.name", "a").durationNanos(100).build(),
            Spans.span(1, 2)
                .parent(1)
                .name("early")
                .resource("host.name", "b")
                .startsAfterNanos(-500)
                .durationNanos(60)
                .event("seen", 5)
                .build(),
            Spans.span(1, 3)
                .parent(2)
                .name("below")
                .resource("host.name", "b")
                .startsAfterNanos(-490)
                .durationNanos(10)
                .build());

    long base = spans.get("root").startNanos();
    assertThat(spans.get("early").startNanos()).isEqualTo(base + 20); // (100 - 60) / 2
    assertThat(spans.get("early").endNanos()).isEqualTo(base + 80);
    assertThat(spans.get("early").events().getFirst().timeNanos()).isEqualTo(base + 25);
    assertThat(spans.get("below").startNanos()).isEqualTo(base + 30);
    assertThat(warnings(spans.get("below")))
        .singleElement()
        .asString()
        .startsWith("This span's timestamps were adjusted by");
    assertThat(warnings(spans.get("root"))).isEmpty();
  }

  @Test
  void skew_ofALongerSpan_alignsTheStart() {
    Adjusted spans =
        adjust(
            ADJUSTMENTS,
            Spans.span(1, 1).name("root").durationNanos(100).build(),
            Spans.span(1, 2)
                .parent(1)
                .name("child")
                .startsAfterNanos(-30)
                .durationNanos(400)
                .build());

    assertThat(spans.get("child").startNanos()).isEqualTo(spans.get("root").startNanos());
  }

  @Test
  void skew_onOneHost_isLeftAlone() {
    Span root = Spans.span(1, 1).name("root").resource("host.id", "a").durationNanos(9).build();
    Span child =
        Spans.span(1, 2)
            .parent(1)
            .name("child")
            .resource("host.id", "a")
            .startsAfterNanos(-500)
            .build();

    assertThat(adjust(ADJUSTMENTS, root, child).byName().values())
        .containsExactlyInAnyOrder(root, child);
  }

  @Test
  void skew_beyondTheLimitOrWithoutOne_isOnlyWarnedOf() {
    Span root = Spans.span(1, 1).name("root").durationNanos(100).build();
    Span child =
        Spans.span(1, 2).parent(1).name("child").startsAfterNanos(-500).durationNanos(10).build();

    Span narrow = adjust(new Adjustments(Duration.ofNanos(50), 9), root, child).get("child");
    Span off = adjust(new Adjustments(Duration.ZERO, 9), root, child).get("child");

    assertThat(narrow.startNanos()).isEqualTo(child.startNanos());
    assertThat(warnings(narrow)).singleElement().asString().contains("exceeded");
    assertThat(off.startNanos()).isEqualTo(child.startNanos());
    assertThat(warnings(off)).singleElement().asString().contains("disabled");
  }

  @Test
  void missingParent_andParentsInACircle_areSurvived() {
    Adjusted spans =
        adjust(
            ADJUSTMENTS,
            Spans.span(1, 1).parent(99).name("orphan").build(),
            Spans.span(1, 2).parent(3).name("two").build(),
            Spans.span(1, 3).parent(2).name("three").build(),
            Spans.span(1, 4).parent(4).name("own").build());

    assertThat(spans.byName()).hasSize(4);
    assertThat(warnings(spans.get("orphan")))
        .singleElement()
        .asString()
        .contains("0000000000000063 is not in the trace");
  }

  @Test
  void content_getsItsUsualFormAndPlace() {
    Span adjusted =
        adjust(
                ADJUSTMENTS,
                Spans.span(1, 1)
                    .name("span")
                    .attribute("ip", 0x7f000001L)
                    .attribute("peer.ipv4", 3232235777.0)
                    .attribute("telemetry.sdk.name", "opentelemetry")
                    .attribute("telemetry.sdk.language", "java")
                    .resource("telemetry.sdk.language", "go")
                    .link(0, 5)
                    .link(6, 7)
                    .build())
            .get("span");

    assertThat(texts(adjusted.attributes()))
        .containsEntry("ip", "127.0.0.1")
        .containsEntry("peer.ipv4", "192.168.1.1")
        .containsEntry("telemetry.sdk.language", "java")
        .doesNotContainKey("telemetry.sdk.name");
    assertThat(texts(adjusted.resource().attributes()))
        .containsEntry("telemetry.sdk.name", "opentelemetry")
        .containsEntry("telemetry.sdk.language", "go");
    assertThat(adjusted.links()).singleElement().matches(link -> link.spanId() == 7);
    assertThat(warnings(adjusted))
        .containsExactly(
            "conflicting values between Span and Resource for attribute telemetry.sdk.language",
            "Invalid span link removed");
  }

  @Test
  void trace_withMoreSpansThanTheLimit_passesUnadjusted() {
    List<SpanBatch> batches =
        List.of(
            Spans.batch(Spans.span(1, 1).attribute("ip", 1L).build()),
            Spans.batch(Spans.span(1, 2).attribute("ip", 1L).build()),
            Spans.batch(Spans.span(1, 3).attribute("ip", 1L).build()));

    assertThat(new Adjustments(Duration.ofDays(1), 1).apply(TraceChunks.of(batches)).toList())
        .isEqualTo(batches);
  }

  @Test
  void limit_whileTheTraceIsRead_comesAfterWhatThereIs() {
    SpanBatch batch = Spans.batch(Spans.span(1, 1).build());

    TraceChunks chunks =
        ADJUSTMENTS.apply(
            new TraceChunks() {
              private boolean first = true;

              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public SpanBatch next() {
                if (first) {
                  first = false;
                  return batch;
                }
                throw new QueryLimitException(Partial.TIME);
              }

              @Override
              public void close() {}
            });

    assertThat(chunks.next()).isSameAs(batch);
    assertThatThrownBy(chunks::hasNext).isInstanceOf(QueryLimitException.class);
  }

  private record Adjusted(Map<String, Span> byName) {
    Span get(String name) {
      return Objects.requireNonNull(byName.get(name));
    }
  }

  private static Adjusted adjust(Adjustments adjustments, Span... spans) {
    List<SpanBatch> batches = Arrays.stream(spans).map(Spans::batch).toList();
    return new Adjusted(
        adjustments.apply(TraceChunks.of(batches)).toList().stream()
            .flatMap(batch -> Spans.list(batch).stream())
            .collect(Collectors.toMap(Span::name, span -> span)));
  }

  private static Map<String, String> texts(Span.Attributes attributes) {
    return attributes.entries().stream()
        .collect(Collectors.toMap(Entry::key, entry -> PlainText.of(entry.value())));
  }

  private static List<String> warnings(Span span) {
    return span.attributes().entries().stream()
        .filter(entry -> entry.key().equals("@jaeger@warnings"))
        .map(Entry::value)
        .flatMap(value -> ((ArrayValue) value).values().stream())
        .map(AdjustmentsTest::text)
        .toList();
  }

  private static String text(AttributeValue value) {
    return ((StringValue) value).value();
  }
}
