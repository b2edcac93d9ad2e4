// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static dev.clew.testkit.Spans.span;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.model.TraceId;
import dev.clew.store.TraceStore;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TraceQuery;
import dev.clew.testkit.RandomSpans;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was acknowledged is there after the store was closed and opened again. */
abstract class DurabilityTests extends StoreTests {

  DurabilityTests(Function<Path, TraceStore> opener) {
    super(opener);
  }

  @Test
  void reopen_everyFieldOfOtlp_isKept() {
    List<Span> spans = CanonicalSpan.of(new RandomSpans(815).spans(500));
    for (int begin = 0; begin < spans.size(); begin += 100) {
      append(spans.subList(begin, begin + 100));
    }

    reopen();

    Map<TraceId, List<Span>> traces = spans.stream().collect(groupingBy(Span::traceId));
    traces.forEach((id, expected) ->
        assertThat(trace(store(), id)).containsExactlyInAnyOrderElementsOf(expected));
    assertThat(search(TraceQuery.newest(SpanFilter.all(), TimeRange.ALL, 1000)))
        .hasSameSizeAs(traces.keySet());
  }

  @Test
  void reopen_againAndAgain_keepsWhatEachRunAdded() {
    for (int run = 1; run <= 5; run++) {
      append(span(run, 1).build(), span(100, run).parent(run - 1).build());
      reopen();
    }

    assertThat(tracesWith(SpanFilter.all())).containsExactly(1L, 2L, 3L, 4L, 5L, 100L);
    assertThat(trace(100)).hasSize(5);
  }

  @Test
  void reopen_spanThatIsSentAgain_isOneSpan() {
    Span span = span(1, 1).build();
    append(span);
    reopen();
    append(span);
    reopen();

    assertThat(trace(1)).hasSize(1);
    assertThat(summary(1).spanCount()).isEqualTo(1);
  }

  @Test
  void reopen_names_areKept() {
    append(
        span(1, 1).service("web").name("GET /").build(),
        span(1, 2).parent(1).service("db").name("SELECT").attribute("rows", 5).build());
    var services = reader().services(TimeRange.ALL, CONTEXT);
    var operations = reader().operations(null, null, TimeRange.ALL, CONTEXT);
    var keys = reader().attributeKeys(TimeRange.ALL, CONTEXT);
    var dependencies = reader().dependencies(TimeRange.ALL, CONTEXT);

    reopen();

    assertThat(reader().services(TimeRange.ALL, CONTEXT)).isEqualTo(services).hasSize(2);
    assertThat(reader().operations(null, null, TimeRange.ALL, CONTEXT))
        .isEqualTo(operations)
        .hasSize(2);
    assertThat(reader().attributeKeys(TimeRange.ALL, CONTEXT)).isEqualTo(keys).isNotEmpty();
    assertThat(reader().dependencies(TimeRange.ALL, CONTEXT)).isEqualTo(dependencies).hasSize(1);
  }

  @Test
  void reopen_emptyStore_isEmpty() {
    reopen();

    assertThat(tracesWith(SpanFilter.all())).isEmpty();
    assertThat(reader().services(TimeRange.ALL, CONTEXT)).isEmpty();
  }

  /** A pager that a restart interrupts goes on where it was. */
  @Test
  void reopen_betweenPages_keepsTheCursor() {
    append(IntStream.range(1, 11).mapToObj(i -> span(i, 1).startsAfterNanos(i).build()).toList());
    TraceQuery query = TraceQuery.newest(SpanFilter.all(), TimeRange.ALL, 4);
    Optional<String> next = reader().search(query, CONTEXT).next();

    reopen();

    TraceQuery following =
        new TraceQuery(query.where(), query.range(), query.sort(), 4, next, false);
    assertThat(search(following))
        .extracting(trace -> trace.traceId().low())
        .containsExactly(6L, 5L, 4L, 3L);
  }
}
