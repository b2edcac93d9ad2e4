// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.model.TraceId;
import dev.clew.store.Capabilities;
import dev.clew.store.DependencyLink;
import dev.clew.store.Operation;
import dev.clew.store.QueryLimitException;
import dev.clew.store.TraceChunks;
import dev.clew.store.TraceReader;
import dev.clew.store.query.AggregateQuery;
import dev.clew.store.query.AggregateResult;
import dev.clew.store.query.Field;
import dev.clew.store.query.PlainText;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.QueryStats.Partial;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TracePage;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.TraceSummary;
import dev.clew.store.query.ValueCount;
import dev.clew.store.rollup.RollupDimension;
import dev.clew.store.rollup.RollupQuery;
import dev.clew.store.rollup.RollupResult;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers every question by looking at all spans. */
final class ReferenceTraceReader implements TraceReader {

  private static final int CHUNK_SPANS = 1000;
  private static final Set<SpanKind> SERVES = EnumSet.of(SpanKind.SERVER, SpanKind.CONSUMER);

  private final Supplier<List<Span>> stored;
  private final LongSupplier nanoClock;

  /** One span within its trace. */
  private record Row(ReferenceTrace trace, int index) {
    Span span() {
      return trace.span(index);
    }
  }

  ReferenceTraceReader(Supplier<List<Span>> stored, LongSupplier nanoClock) {
    this.stored = stored;
    this.nanoClock = nanoClock;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all();
  }

  @Override
  public TracePage search(TraceQuery query, QueryContext context) {
    SpansetEvaluation.check(query.where());
    Optional<PageCursor> after = query.after().map(cursor -> PageCursor.decode(cursor, query));
    QueryBudget budget = new QueryBudget(context, nanoClock);
    List<TraceSummary> found = new ArrayList<>();
    Optional<Partial> partial = budget.spend(0);
    for (ReferenceTrace trace : traces()) {
      partial = partial.or(() -> budget.spend(trace.spans().size()));
      if (partial.isPresent()) {
        break;
      }
      if (!SpansetEvaluation.select(query.where(), trace, query.range()).isEmpty()) {
        found.add(trace.summary());
      }
    }
    List<TraceSummary> rest =
        found.stream()
            .filter(trace -> after.isEmpty() || after.get().isBefore(trace, query.sort()))
            .sorted(PageCursor.order(query.sort()))
            .toList();
    List<TraceSummary> page = rest.stream().limit(query.limit()).toList();
    return new TracePage(
        page,
        rest.size() > page.size()
            ? Optional.of(PageCursor.behind(page.getLast(), query).encode())
            : Optional.empty(),
        query.withTotal() && partial.isEmpty()
            ? OptionalLong.of(found.size())
            : OptionalLong.empty(),
        budget.stats(partial));
  }

  @Override
  public TraceChunks trace(TraceId id, QueryContext context) {
    List<Span> spans =
        traces().stream()
            .filter(trace -> trace.id().equals(id))
            .flatMap(trace -> trace.spans().stream())
            .toList();
    spendOrThrow(spans.size(), context);
    List<SpanBatch> chunks = new ArrayList<>();
    for (int begin = 0; begin < spans.size(); begin += CHUNK_SPANS) {
      chunks.add(Spans.batch(spans.subList(begin, Math.min(begin + CHUNK_SPANS, spans.size()))));
    }
    return TraceChunks.of(chunks);
  }

  @Override
  public List<String> services(TimeRange range, QueryContext context) {
    return rows(range, context)
        .map(row -> ReferenceTrace.serviceName(row.span()))
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public List<Operation> operations(
      @Nullable String service, @Nullable SpanKind kind, TimeRange range, QueryContext context) {
    return rows(range, context)
        .map(Row::span)
        .filter(span -> service == null || ReferenceTrace.serviceName(span).equals(service))
        .filter(span -> kind == null || span.kind() == kind)
        .map(span -> new Operation(span.name(), span.kind()))
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public List<Field.Attribute> attributeKeys(TimeRange range, QueryContext context) {
    return rows(range, context)
        .flatMap(row -> attributeKeys(row.span()))
        .distinct()
        .sorted(comparing(Field.Attribute::scope).thenComparing(Field.Attribute::key))
        .toList();
  }

  @Override
  public List<ValueCount> values(Field field, TimeRange range, int limit, QueryContext context) {
    Map<AttributeValue, Long> counts =
        rows(range, context)
            .flatMap(row -> FieldValues.first(field, row.trace(), row.index()).stream())
            .collect(groupingBy(value -> value, counting()));
    return counts.entrySet().stream()
        .map(entry -> new ValueCount(entry.getKey(), entry.getValue()))
        .sorted(
            comparingLong(ValueCount::spanCount)
                .reversed()
                .thenComparing(ValueCount::value, PlainText.ORDER))
        .limit(limit)
        .toList();
  }

  @Override
  public AggregateResult aggregate(AggregateQuery query, QueryContext context) {
    return new Aggregation(query, new QueryBudget(context, nanoClock)).over(traces());
  }

  @Override
  public List<DependencyLink> dependencies(TimeRange range, QueryContext context) {
    List<DependencyLink> calls = rows(range, context).flatMap(row -> calls(row).stream()).toList();
    return calls.stream()
        .map(call -> List.of(call.caller(), call.callee()))
        .distinct()
        .map(pair -> sum(pair.get(0), pair.get(1), calls))
        .sorted(comparing(DependencyLink::caller).thenComparing(DependencyLink::callee))
        .toList();
  }

  @Override
  public RollupResult rollup(RollupQuery query, QueryContext context) {
    QueryBudget budget = new QueryBudget(context, nanoClock);
    List<ReferenceTrace> traces = traces();
    Optional<Partial> partial =
        budget.spend(traces.stream().mapToInt(trace -> trace.spans().size()).sum());
    Stream<ReferenceRollup.Counted> all =
        partial.isPresent() ? Stream.of() : rows(traces).flatMap(row -> counted(query, row));
    return new ReferenceRollup(query, all).result(budget.stats(partial));
  }

  private static Stream<ReferenceRollup.Counted> counted(RollupQuery query, Row row) {
    return switch (query.source()) {
      case SPANS -> Stream.of(ReferenceRollup.Counted.span(row.trace(), row.index()));
      case CALLS ->
          calls(row).stream()
              .map(call ->
                  new ReferenceRollup.Counted(
                      Map.of(
                          RollupDimension.CALLER, call.caller(),
                          RollupDimension.CALLEE, call.callee()),
                      row.span()));
    };
  }

  /** The call that a span is, if it is one. */
  private static Optional<DependencyLink> calls(Row row) {
    String callee = ReferenceTrace.serviceName(row.span());
    List<String> parents =
        row.trace().parents(row.index()).stream()
            .map(parent -> row.trace().span(parent))
            .sorted(comparing(parent -> !SERVES.contains(parent.kind())))
            .map(ReferenceTrace::serviceName)
            .toList();
    if (parents.isEmpty() || parents.contains(callee)) {
      return Optional.empty();
    }
    boolean error = row.span().status().code() == StatusCode.ERROR;
    return Optional.of(new DependencyLink(parents.getFirst(), callee, 1, error ? 1 : 0));
  }

  private static DependencyLink sum(String caller, String callee, List<DependencyLink> calls) {
    List<DependencyLink> same =
        calls.stream()
            .filter(call -> call.caller().equals(caller) && call.callee().equals(callee))
            .toList();
    return new DependencyLink(
        caller, callee, same.size(), same.stream().mapToLong(DependencyLink::errorCount).sum());
  }

  private static Stream<Field.Attribute> attributeKeys(Span span) {
    return Stream.of(AttributeScope.values())
        .flatMap(scope ->
            FieldValues.owners(span, scope)
                .flatMap(owner -> owner.entries().stream())
                .map(entry -> new Field.Attribute(scope, entry.key())));
  }

  private Stream<Row> rows(TimeRange range, QueryContext context) {
    List<Row> all = rows(traces()).toList();
    spendOrThrow(all.size(), context);
    return all.stream().filter(row -> range.contains(row.span().startNanos()));
  }

  private static Stream<Row> rows(List<ReferenceTrace> traces) {
    return traces.stream()
        .flatMap(trace ->
            IntStream.range(0, trace.spans().size()).mapToObj(index -> new Row(trace, index)));
  }

  private void spendOrThrow(int rows, QueryContext context) {
    Optional<Partial> limit = new QueryBudget(context, nanoClock).spend(rows);
    if (limit.isPresent()) {
      throw new QueryLimitException(limit.get());
    }
  }

  private List<ReferenceTrace> traces() {
    return ReferenceTrace.group(stored.get());
  }
}
