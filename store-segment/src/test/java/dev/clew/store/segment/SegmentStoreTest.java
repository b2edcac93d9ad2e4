// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.Span;
import dev.clew.model.TraceId;
import dev.clew.store.StoreException;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.StoreUnavailableException.Reason;
import dev.clew.store.TraceStore;
import dev.clew.store.query.QueryContext;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Spans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentStoreTest {

  @TempDir Path directory;

  @Test
  void open_afterClose_hasEverything() {
    RandomSpans source = new RandomSpans(1);
    List<Span> all = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      try (TraceStore store = SegmentStores.open(directory)) {
        assertHolds(store, all);
        for (int batch = 0; batch < 4; batch++) {
          List<Span> spans = source.spans(300);
          all.addAll(spans);
          store.writer().append(Spans.batch(spans)).join();
        }
        assertHolds(store, all);
      }
    }
    try (TraceStore store = SegmentStores.open(directory)) {
      assertHolds(store, all);
    }
  }

  @Test
  void open_inUse_throws() {
    try (TraceStore _ = SegmentStores.open(directory)) {
      assertThatThrownBy(() -> SegmentStores.open(directory))
          .isInstanceOf(StoreException.class)
          .hasMessage(
              "data directory: " + directory + " is in use (expected: one server at a time)");
    }
  }

  @Test
  void append_closed_isRefused() {
    TraceStore store = SegmentStores.open(directory);
    store.close();
    store.close();
    assertRefused(store.writer().append(Spans.batch(Spans.span(1, 1).build())), Reason.STOPPING);
  }

  private static void assertRefused(CompletableFuture<Void> future, Reason reason) {
    assertThatThrownBy(future::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            StoreUnavailableException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  private static void assertHolds(TraceStore store, List<Span> spans) {
    Map<TraceId, List<Span>> byTrace = spans.stream().collect(Collectors.groupingBy(Span::traceId));
    byTrace.forEach((id, expected) ->
        assertThat(
                store.reader().trace(id, QueryContext.defaults()).toList().stream()
                    .flatMap(batch -> Spans.list(batch).stream()))
            .containsExactlyInAnyOrderElementsOf(expected));
  }
}
