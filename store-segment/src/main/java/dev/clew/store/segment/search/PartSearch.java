// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.clew.model.AttributeValue;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.TraceId;
import dev.clew.store.Capabilities;
import dev.clew.store.DependencyLink;
import dev.clew.store.Operation;
import dev.clew.store.QueryLimitException;
import dev.clew.store.StoreException;
import dev.clew.store.TraceChunks;
import dev.clew.store.TraceReader;
import dev.clew.store.query.AggregateQuery;
import dev.clew.store.query.AggregateResult;
import dev.clew.store.query.Field;
import dev.clew.store.query.FoundPage;
import dev.clew.store.query.PlainText;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.QueryStats;
import dev.clew.store.query.QueryStats.Partial;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TracePage;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.ValueCount;
import dev.clew.store.rollup.RollupDimension;
import dev.clew.store.rollup.RollupQuery;
import dev.clew.store.rollup.RollupResult;
import dev.clew.store.rollup.RollupSource;
import dev.clew.store.segment.part.ColumnKey;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.rollup.RollupEvaluation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@link TraceReader} over parts: takes a snapshot for each call and evaluates the query on it.
 *
 * <p>Threads: any number of calls at once; each runs on its caller's thread.
 */
public final class PartSearch implements TraceReader {

  private final Supplier<Snapshot> snapshots;
  private final Function<SpanBatch, Part> partOf;
  private final LongSupplier nanoTime;
  private final Lineages lineages = new Lineages();
  private final LargeTraces largeTraces = new LargeTraces(lineages);
  private final SharedTraces shared;
  private final Cache<Object, PartCatalog> catalogs = Caffeine.newBuilder().weakKeys().build();
  private final Cache<Object, PartValues> values = Caffeine.newBuilder().weakKeys().build();

  /**
   * @param snapshots a snapshot of all parts, anew for each query
   * @param partOf makes a part of an immutable batch
   * @param nanoTime a monotonic clock for deadlines
   */
  public PartSearch(
      Supplier<Snapshot> snapshots, Function<SpanBatch, Part> partOf, LongSupplier nanoTime) {
    this(snapshots, partOf, nanoTime, new SharedTraces());
  }

  PartSearch(
      Supplier<Snapshot> snapshots,
      Function<SpanBatch, Part> partOf,
      LongSupplier nanoTime,
      SharedTraces shared) {
    this.shared = shared;
    this.snapshots = snapshots;
    this.partOf = partOf;
    this.nanoTime = nanoTime;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all();
  }

  @Override
  public TracePage search(TraceQuery query, QueryContext context) {
    return ask(snapshot -> search(snapshot, query, context).run());
  }

  @Override
  public FoundPage find(TraceQuery query, QueryContext context) {
    return ask(snapshot -> search(snapshot, query, context).find());
  }

  private TraceSearch search(Snapshot snapshot, TraceQuery query, QueryContext context) {
    List<Part> parts = snapshot.parts();
    Budget budget = budget(snapshot, context);
    budget.spend(0, 0);
    return new TraceSearch(query, parts, places(parts), largeTraces, budget);
  }

  @Override
  public TraceChunks trace(TraceId id, QueryContext context) {
    while (true) {
      Snapshot snapshot = snapshots.get();
      try {
        Budget budget = budget(snapshot, context);
        budget.spendOrThrow(0, 0);
        return new TraceAssembler(snapshot, places(snapshot.parts()).find(id), budget);
      } catch (StoreException e) {
        snapshot.close();
        if (!snapshot.setAside(e)) {
          throw e;
        }
      } catch (RuntimeException e) {
        snapshot.close();
        throw e;
      }
    }
  }

  @Override
  public TraceChunks traces(List<TraceId> ids, Projection wanted, QueryContext context) {
    Snapshot snapshot = snapshots.get();
    try {
      Budget budget = budget(snapshot, context);
      budget.spendOrThrow(0, 0);
      return new ManyTraces(snapshot, places(snapshot.parts()), ids, wanted, budget);
    } catch (RuntimeException e) {
      snapshot.close();
      throw e;
    }
  }

  /**
   * Streams every trace that begins in a range and has a span that satisfies a filter, for copying
   * what is stored. A chunk holds any number of traces, each of them whole and its spans together;
   * a trace of very many spans comes in several chunks, one after the other.
   *
   * <p>The returned iterator holds files open: close it. Memory: an id for each trace that lies in
   * several parts, and a chunk.
   *
   * @param filter about nothing but a span by itself
   */
  public TraceChunks all(SpanFilter filter, TimeRange range, QueryContext context) {
    Snapshot snapshot = snapshots.get();
    try {
      return new AllTraces(snapshot, this::places, filter, range, budget(snapshot, context));
    } catch (RuntimeException e) {
      snapshot.close();
      throw e;
    }
  }

  /** Which parts there are and how many spans each has; parts of one lineage only grow. */
  @Override
  public OptionalLong dataVersion() {
    try (Snapshot snapshot = snapshots.get()) {
      long version = 0;
      for (Part part : snapshot.parts()) {
        long mixed = (lineages.number(part) << 32 ^ part.rowCount()) * 0x9E3779B97F4A7C15L;
        version += mixed ^ mixed >>> 29; // a sum, because parts come in any order
      }
      return OptionalLong.of(version);
    }
  }

  @Override
  public List<String> services(TimeRange range, QueryContext context) {
    return ask(snapshot ->
        catalogEntries(snapshot, range, context)
            .map(PartCatalog.Entry::service)
            .distinct()
            .sorted()
            .toList());
  }

  @Override
  public List<Operation> operations(
      @Nullable String service, @Nullable SpanKind kind, TimeRange range, QueryContext context) {
    return ask(snapshot ->
        catalogEntries(snapshot, range, context)
            .filter(entry -> service == null || entry.service().equals(service))
            .map(PartCatalog.Entry::operation)
            .filter(operation -> kind == null || operation.kind() == kind)
            .distinct()
            .sorted()
            .toList());
  }

  @Override
  public List<Field.Attribute> attributeKeys(TimeRange range, QueryContext context) {
    return ask(snapshot -> {
      budget(snapshot, context).spendOrThrow(0, 0);
      TreeSet<Field.Attribute> keys =
          new TreeSet<>(
              Comparator.comparing(Field.Attribute::scope).thenComparing(Field.Attribute::key));
      for (Part part : snapshot.parts()) {
        if (overlaps(part, range)) {
          for (ColumnKey column : part.columns()) {
            if (column instanceof ColumnKey.Attribute attribute) {
              keys.add(new Field.Attribute(attribute.scope(), attribute.key()));
            }
          }
        }
      }
      return List.copyOf(keys);
    });
  }

  @Override
  public List<ValueCount> values(Field field, TimeRange range, int limit, QueryContext context) {
    try (Snapshot snapshot = snapshots.get()) {
      Budget budget = budget(snapshot, context);
      budget.spendOrThrow(0, 0);
      Map<AttributeValue, Long> counts = new HashMap<>();
      List<Part> scanned = new ArrayList<>();
      for (Part part : snapshot.parts()) {
        Optional<Map<AttributeValue, Long>> known =
            FilterCompiler.isOfTrace(field) || !isWithin(part, range)
                ? Optional.empty()
                : values.get(part.lineage(), _ -> new PartValues()).counts(part, field, budget);
        known.ifPresentOrElse(
            all -> all.forEach((value, count) -> counts.merge(value, count, Long::sum)),
            () -> scanned.add(part));
      }
      scan(field, range, scanned, budget)
          .forEach((value, count) -> counts.merge(value, count, Long::sum));
      return counts.entrySet().stream()
          .map(entry -> new ValueCount(entry.getKey(), entry.getValue()))
          .sorted(
              Comparator.comparingLong(ValueCount::spanCount)
                  .reversed()
                  .thenComparing(ValueCount::value, PlainText.ORDER))
          .limit(limit)
          .toList();
    }
  }

  /** Counts values span by span: where only some of the spans are in the range. */
  private Map<AttributeValue, Long> scan(
      Field field, TimeRange range, List<Part> parts, Budget budget) {
    // spans without the field are a group of their own, and not asked for
    AggregateQuery query =
        new AggregateQuery(
            new SpanFilter.Exists(field),
            range,
            AggregateQuery.Unit.SPANS,
            Optional.empty(),
            List.of(field),
            List.of(),
            Integer.MAX_VALUE);
    AggregateResult result = new Aggregation(query, places(parts), budget).run(parts);
    orThrow(result.stats());
    Map<AttributeValue, Long> counts = new HashMap<>();
    for (AggregateResult.Group group : result.groups()) {
      group.key().getFirst().ifPresent(value -> counts.put(value, group.count()));
    }
    return counts;
  }

  @Override
  public AggregateResult aggregate(AggregateQuery query, QueryContext context) {
    return ask(snapshot -> {
      List<Part> parts = snapshot.parts();
      Budget budget = budget(snapshot, context);
      budget.spend(0, 0);
      return new Aggregation(query, places(parts), budget).run(parts);
    });
  }

  @Override
  public List<DependencyLink> dependencies(TimeRange range, QueryContext context) {
    RollupQuery calls =
        new RollupQuery(
            RollupSource.CALLS,
            range,
            Optional.empty(),
            Map.of(),
            List.of(RollupDimension.CALLER, RollupDimension.CALLEE),
            Integer.MAX_VALUE);
    RollupResult result = rollup(calls, context);
    orThrow(result.stats());
    return result.series().stream()
        .map(series ->
            new DependencyLink(
                series.key().get(0),
                series.key().get(1),
                series.total().figures().count(),
                series.total().figures().errorCount()))
        .sorted(Comparator.comparing(DependencyLink::caller).thenComparing(DependencyLink::callee))
        .toList();
  }

  /** Asks a snapshot; and another one as long as that helps, when a part cannot be read. */
  private <T> T ask(Function<Snapshot, T> question) {
    while (true) {
      try (Snapshot snapshot = snapshots.get()) {
        try {
          return question.apply(snapshot);
        } catch (StoreException e) {
          if (!snapshot.setAside(e)) {
            throw e;
          }
        }
      }
    }
  }

  @Override
  public RollupResult rollup(RollupQuery query, QueryContext context) {
    return ask(snapshot -> {
      Budget budget = budget(snapshot, context);
      budget.spend(0, 0);
      return new RollupEvaluation(query, budget).run(snapshot.rollups(), budget::stats);
    });
  }

  /** Answers that have no place for saying that they are partial throw instead. */
  private static void orThrow(QueryStats stats) {
    stats
        .partial()
        .filter(partial -> partial != Partial.DAMAGE)
        .ifPresent(partial -> {
          throw new QueryLimitException(partial);
        });
  }

  private Stream<PartCatalog.Entry> catalogEntries(
      Snapshot snapshot, TimeRange range, QueryContext context) {
    budget(snapshot, context).spendOrThrow(0, 0);
    return snapshot.parts().stream()
        .filter(part -> overlaps(part, range))
        .flatMap(part ->
            catalogs.get(part.lineage(), _ -> new PartCatalog()).entries(part, range).stream());
  }

  private Places places(List<Part> parts) {
    return new Places(parts, shared, partOf);
  }

  private Budget budget(Snapshot snapshot, QueryContext context) {
    Budget budget = new Budget(context, nanoTime);
    if (snapshot.isDamaged()) {
      budget.damaged();
    }
    return budget;
  }

  /** Whether all spans of a part start in a range. */
  private static boolean isWithin(Part part, TimeRange range) {
    for (int block = 0; block < part.blockCount(); block++) {
      if (!range.contains(part.startNanosMin(block))
          || !range.contains(part.startNanosMax(block))) {
        return false;
      }
    }
    return true;
  }

  private static boolean overlaps(Part part, TimeRange range) {
    for (int block = 0; block < part.blockCount(); block++) {
      if (range.overlaps(part.startNanosMin(block), part.startNanosMax(block))) {
        return true;
      }
    }
    return false;
  }
}
