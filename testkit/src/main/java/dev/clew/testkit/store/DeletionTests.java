// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.AttributeScope;
import dev.clew.model.Span;
import dev.clew.model.TraceId;
import dev.clew.store.TraceStore;
import dev.clew.store.admin.Deletion;
import dev.clew.store.admin.DeletionResult;
import dev.clew.store.query.Field;
import dev.clew.store.query.InvalidQueryException;
import dev.clew.store.query.Operand;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.testkit.RandomSpans;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was deleted is gone and stays gone, and nothing else is. */
abstract class DeletionTests extends StoreTests {

  private static final Field USER = new Field.Attribute(AttributeScope.SPAN, "user.id");
  private static final Operand ALICE = new Operand.Text("alice");

  DeletionTests(Function<Path, TraceStore> opener) {
    super(opener);
  }

  @Test
  void capabilities_deletes_isSaid() {
    assertThat(reader().capabilities().deletes()).isTrue();
  }

  @Test
  void delete_trace_isGoneAtOnceAndAfterReopen() {
    append(span(1, 1).build(), span(2, 2).build());
    append(span(1, 3).parent(1).startsAfterNanos(5).build());

    DeletionResult result = delete(new Deletion.Trace(new TraceId(0, 1)));

    assertThat(result).isEqualTo(new DeletionResult(2, 1, 0));
    assertThat(trace(1)).isEmpty();
    assertThat(tracesWith(SpanFilter.all())).containsExactly(2L);
    reopen();
    assertThat(trace(1)).isEmpty();
    assertThat(tracesWith(SpanFilter.all())).containsExactly(2L);
  }

  @Test
  void delete_unknownTrace_removesNothing() {
    append(span(1, 1).build());

    assertThat(delete(new Deletion.Trace(new TraceId(1, 1))))
        .isEqualTo(new DeletionResult(0, 0, 0));

    assertThat(trace(1)).hasSize(1);
  }

  @Test
  void delete_emptyStore_removesNothing() {
    assertThat(delete(new Deletion.Trace(new TraceId(0, 1))))
        .isEqualTo(new DeletionResult(0, 0, 0));
  }

  @Test
  void delete_spansByValue_leavesTheRestOfTheTrace() {
    append(
        span(1, 1).build(),
        span(1, 2).parent(1).startsAfterNanos(1).attribute("user.id", "alice").build(),
        span(1, 3).parent(2).startsAfterNanos(2).attribute("user.id", "bob").build());
    append(span(2, 4).attribute("user.id", "alice").build());

    DeletionResult result = delete(new Deletion.Spans(USER, ALICE, TimeRange.ALL));

    assertThat(result).isEqualTo(new DeletionResult(2, 2, 0));
    assertThat(trace(1)).extracting(Span::spanId).containsExactly(1L, 3L);
    assertThat(trace(2)).isEmpty();
    assertThat(tracesWith(SpanFilter.equal(USER, "alice"))).isEmpty();
    assertThat(reader().values(USER, TimeRange.ALL, 10, CONTEXT)).hasSize(1);
    assertThat(summary(1).orphanSpanCount()).isEqualTo(1);
  }

  @Test
  void delete_tracesByValue_takesTheirOtherSpansToo() {
    append(span(1, 1).service("web").build(), span(2, 5).service("only").build());
    append(span(1, 2).parent(1).service("db").attribute("user.id", "alice").build());
    append(span(1, 3).parent(1).service("cache").build(), span(3, 6).build());

    DeletionResult result = delete(new Deletion.Traces(USER, ALICE, TimeRange.ALL));

    assertThat(result).isEqualTo(new DeletionResult(3, 1, 0));
    assertThat(tracesWith(SpanFilter.all())).containsExactly(2L, 3L);
    assertThat(reader().services(TimeRange.ALL, CONTEXT)).containsExactly("only", "service");
  }

  @Test
  void delete_byServiceName_isTheServiceOfTheSpan() {
    append(span(1, 1).service("web").build(), span(1, 2).parent(1).service("db").build());

    delete(new Deletion.Spans(Field.Intrinsic.SERVICE_NAME, new Operand.Text("db"), TimeRange.ALL));

    assertThat(trace(1)).extracting(Span::spanId).containsExactly(1L);
  }

  @Test
  void delete_inTimeRange_leavesWhatStartsOutside() {
    append(
        span(1, 1).startNanos(1000).attribute("user.id", "alice").build(),
        span(2, 2).startNanos(1999).attribute("user.id", "alice").build(),
        span(3, 3).startNanos(2000).attribute("user.id", "alice").build());

    delete(new Deletion.Spans(USER, ALICE, new TimeRange(1001, 2000)));

    assertThat(tracesWith(SpanFilter.all())).containsExactly(1L, 3L);
  }

  @Test
  void delete_spanSentAgainAfterwards_isThere() {
    Span span = span(1, 1).attribute("user.id", "alice").build();
    append(span);
    delete(new Deletion.Trace(new TraceId(0, 1)));

    append(span);

    assertThat(trace(1)).hasSize(1);
    reopen();
    assertThat(trace(1)).hasSize(1);
  }

  @Test
  void delete_oneAfterAnother_eachIsGone() {
    append(IntStream.range(1, 41).mapToObj(i -> span(i, i).build()).toList());

    for (int id = 1; id <= 40; id += 2) {
      assertThat(delete(new Deletion.Trace(new TraceId(0, id))).spanCount()).isEqualTo(1);
      append(span(id + 1, 100 + id).build());
    }

    assertThat(tracesWith(SpanFilter.all()))
        .containsExactlyElementsOf(IntStream.range(1, 21).mapToObj(i -> 2L * i).toList());
    assertThat(trace(2)).hasSize(2);
  }

  @Test
  void delete_everythingElse_comesBackWhole() {
    List<Span> spans = CanonicalSpan.of(new RandomSpans(42).spans(600));
    for (int begin = 0; begin < spans.size(); begin += 100) {
      append(spans.subList(begin, begin + 100));
    }
    TraceId victim = spans.get(250).traceId();

    delete(new Deletion.Trace(victim));
    reopen();

    Map<TraceId, List<Span>> traces = spans.stream().collect(Collectors.groupingBy(Span::traceId));
    traces.forEach((id, expected) -> {
      if (id.equals(victim)) {
        assertThat(trace(store(), id)).isEmpty();
      } else {
        assertThat(trace(store(), id)).containsExactlyInAnyOrderElementsOf(expected);
      }
    });
  }

  @Test
  void delete_byFieldOfTheTrace_isRefused() {
    assertThatThrownBy(() ->
            new Deletion.Spans(Field.Intrinsic.ROOT_NAME, new Operand.Text("GET /"), TimeRange.ALL))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("ROOT_NAME");
  }

  private DeletionResult delete(Deletion deletion) {
    return store().admin().delete(deletion);
  }
}
