// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every trace must be one that a correct tracer could have made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // which lets go of its spans when it is done
class TraceStructureTest {

  private final Map<String, SpanData> byId = new HashMap<>();
  private final Recording recording;

  TraceStructureTest() {
    recording = Recording.of(Duration.ofMinutes(45), 5, 1);
    recording.spans().forEach(span -> byId.put(key(span.getTraceId(), span.getSpanId()), span));
  }

  @Test
  void ids_areUnique() {
    assertThat(byId).hasSameSizeAs(recording.spans());
  }

  @Test
  void traces_haveOneRoot_andNoMissingParent() {
    recording
        .traces()
        .forEach((id, spans) -> {
          if (!stillRunning(spans)) {
            assertThat(spans.stream().filter(TraceStructureTest::isRoot)).as(id).hasSize(1);
            assertThat(spans).as(id).allMatch(span -> isRoot(span) || parentOf(span) != null);
          }
        });
  }

  @Test
  void children_lieWithinTheirParents() {
    for (SpanData span : recording.spans()) {
      assertThat(span.getEndEpochNanos()).isGreaterThanOrEqualTo(span.getStartEpochNanos());
      SpanData parent = parentOf(span);
      if (parent != null) {
        assertThat(span.getStartEpochNanos())
            .as("%s in %s", span.getName(), parent.getName())
            .isGreaterThanOrEqualTo(parent.getStartEpochNanos());
        assertThat(span.getEndEpochNanos())
            .as("%s in %s", span.getName(), parent.getName())
            .isLessThanOrEqualTo(parent.getEndEpochNanos());
      }
    }
  }

  @Test
  void events_lieWithinTheirSpans() {
    for (SpanData span : recording.spans()) {
      for (EventData event : span.getEvents()) {
        assertThat(event.getEpochNanos())
            .as("%s of %s", event.getName(), span.getName())
            .isBetween(span.getStartEpochNanos(), span.getEndEpochNanos());
      }
    }
  }

  @Test
  void links_leadToSpansThatExist_andNothingIsDropped() {
    for (SpanData span : recording.spans()) {
      assertThat(span.getTotalRecordedLinks()).isEqualTo(span.getLinks().size());
      assertThat(span.getTotalRecordedEvents()).isEqualTo(span.getEvents().size());
      assertThat(span.getTotalAttributeCount()).isEqualTo(span.getAttributes().size());
      for (LinkData link : span.getLinks()) {
        assertThat(byId)
            .as("link of %s", span.getName())
            .containsKey(
                key(link.getSpanContext().getTraceId(), link.getSpanContext().getSpanId()));
      }
    }
  }

  /** A dynamic batch is a trace of its own; it and its requests know each other. */
  @Test
  void batches_andTheirRequests_linkBothWays() {
    List<SpanData> batches =
        recording.spans().stream().filter(span -> span.getName().startsWith("batch")).toList();
    assertThat(batches).hasSizeGreaterThan(1_000).allMatch(TraceStructureTest::isRoot);
    assertThat(batches).anyMatch(batch -> tracesLinkedFrom(batch) > 1);
    for (SpanData batch : batches) {
      assertThat(batch.getLinks()).isNotEmpty();
      for (LinkData link : batch.getLinks()) {
        SpanData request = target(link);
        assertThat(request.getLinks())
            .anyMatch(back -> back.getSpanContext().getSpanId().equals(batch.getSpanId()));
        assertThat(request.getEndEpochNanos()).isGreaterThanOrEqualTo(batch.getEndEpochNanos());
      }
    }
  }

  @Test
  void servers_areCalledByAnotherService_orAreRoots() {
    for (SpanData span : recording.spans()) {
      SpanData parent = parentOf(span);
      if (span.getKind() == SpanKind.SERVER
          && parent != null
          && parent.getKind() == SpanKind.CLIENT) {
        assertThat(Recording.serviceOf(parent)).isNotEqualTo(Recording.serviceOf(span));
        assertThat(span.getParentSpanContext().isRemote()).isTrue();
      }
    }
  }

  @Test
  void traceState_requestsSayThatTheyAreKept_backgroundWorkSaysNothing() {
    for (List<SpanData> trace : recording.traces().values()) {
      boolean request = trace.stream().anyMatch(span -> isRoot(span) && isServer(span));
      assertThat(trace).allMatch(span -> Objects.equals(traceState(span), request ? "th:0" : null));
    }
  }

  private static boolean isServer(SpanData span) {
    return span.getKind() == SpanKind.SERVER;
  }

  private static @Nullable String traceState(SpanData span) {
    return span.getSpanContext().getTraceState().get("ot");
  }

  private SpanData target(LinkData link) {
    SpanData target =
        byId.get(key(link.getSpanContext().getTraceId(), link.getSpanContext().getSpanId()));
    if (target == null) {
      throw new AssertionError("link leads nowhere: " + link);
    }
    return target;
  }

  private static long tracesLinkedFrom(SpanData batch) {
    return batch.getLinks().stream()
        .map(link -> link.getSpanContext().getTraceId())
        .distinct()
        .count();
  }

  /** Background work under way when the recording ends: its root has not been sent. */
  private static boolean stillRunning(List<SpanData> spans) {
    return spans.stream()
        .map(Recording::serviceOf)
        .anyMatch(List.of("ranker-training", "airflow", "ray-worker")::contains);
  }

  private static boolean isRoot(SpanData span) {
    return !span.getParentSpanContext().isValid();
  }

  private @Nullable SpanData parentOf(SpanData span) {
    return byId.get(key(span.getTraceId(), span.getParentSpanId()));
  }

  private static String key(String traceId, String spanId) {
    return traceId + "/" + spanId;
  }
}
