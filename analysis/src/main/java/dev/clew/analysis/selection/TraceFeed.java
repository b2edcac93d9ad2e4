// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.selection;

import dev.clew.analysis.figure.Words;
import dev.clew.analysis.trace.TraceNames;
import dev.clew.analysis.trace.TraceView;
import dev.clew.analysis.trace.TraceViews;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.store.QueryLimitException;
import dev.clew.store.TraceReader;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.FoundPage;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.QueryStats;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.SpansetExpression;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.TraceSort;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Reads the traces of an {@link AnalysisQuery} from a store, one after the other: memory is bounded
 * by two chunks of them, not by their number.
 *
 * <p>Threads: one at a time; while it works on a chunk, another thread reads the next.
 */
public final class TraceFeed {

  private final TraceReader reader;
  private final TraceViews views;

  /** A feed from a store. */
  public TraceFeed(TraceReader reader) {
    this(reader, UnaryOperator.identity());
  }

  /** A feed from a store, in which spans are called what {@code naming} makes of their names. */
  public TraceFeed(TraceReader reader, UnaryOperator<String> naming) {
    this.reader = reader;
    this.views = new TraceViews(naming);
  }

  /** What the codes of all views mean; it grows while traces are read. */
  public TraceNames names() {
    return views.names();
  }

  /**
   * How reading ended.
   *
   * @param matching how many traces match, if they were counted
   * @param incomplete why not all of them were given, in words
   * @param partial whether a limit of the query, or damage, is the reason
   */
  public record End(OptionalLong matching, Optional<String> incomplete, boolean partial) {}

  /**
   * Gives every trace that matches to {@code action}, at most as many as the query allows.
   *
   * @param reads what {@code action} reads of spans, beyond what every view has; nothing else is
   *     there
   */
  public End forEach(
      AnalysisQuery query, Projection reads, QueryContext context, Consumer<TraceView> action) {
    FoundPage page = reader.find(search(query), context);
    List<TraceId> ids = page.ids();
    End read = forEachOf(ids, reads, context, action);
    Optional<String> incomplete = page.stats().partial().map(TraceFeed::reason);
    boolean partial = incomplete.isPresent() || read.partial();
    if (read.incomplete().isPresent() && incomplete.isEmpty()) {
      incomplete = read.incomplete();
    } else if (!partial && page.next().isPresent()) {
      incomplete = Optional.of("only the newest " + Words.count(ids.size()) + " traces were used");
    }
    return new End(page.total(), incomplete, partial);
  }

  /**
   * Gives these traces to {@code action}, in any order; how many match is not said. Otherwise as
   * {@link #forEach}.
   */
  public End forEachOf(
      List<TraceId> ids, Projection reads, QueryContext context, Consumer<TraceView> action) {
    if (ids.isEmpty()) {
      return new End(OptionalLong.empty(), Optional.empty(), false);
    }
    Projection wanted = TraceViews.READS.and(reads);
    try (ReadAhead chunks = new ReadAhead(reader.traces(ids, wanted, context))) {
      for (Optional<SpanBatch> next = chunks.next(); next.isPresent(); next = chunks.next()) {
        views.forEach(List.of(next.get()), action);
      }
      return chunks.isPartial()
          ? incomplete("traces that are damaged, or too large for memory, are left out")
          : new End(OptionalLong.empty(), Optional.empty(), false);
    } catch (QueryLimitException limit) {
      return incomplete("not all traces were read: " + reason(limit.limit()));
    }
  }

  private static End incomplete(String reason) {
    return new End(OptionalLong.empty(), Optional.of(reason), true);
  }

  /** Why a query ended early, in words. */
  public static String reason(QueryStats.Partial partial) {
    return switch (partial) {
      case ROWS -> "it would have looked at more spans than one query may";
      case BYTES -> "it would have read more data than one query may";
      case TIME -> "it would have taken longer than one query may";
      case DAMAGE -> "part of the stored data is damaged";
    };
  }

  private static TraceQuery search(AnalysisQuery query) {
    SpansetExpression where = SpansetExpression.spans(scope(query));
    if (!(query.filter() instanceof SpanFilter.All)) {
      where = new SpansetExpression.Both(where, SpansetExpression.spans(query.filter()));
    }
    return new TraceQuery(
        where, query.range(), TraceSort.NEWEST, query.tracesMax(), Optional.empty(), true);
  }

  private static SpanFilter scope(AnalysisQuery query) {
    SpanFilter service =
        query
            .service()
            .map(name ->
                name.isEmpty()
                    ? SpanFilter.not(new SpanFilter.Exists(Intrinsic.SERVICE_NAME))
                    : SpanFilter.equal(Intrinsic.SERVICE_NAME, name))
            .orElse(SpanFilter.all());
    return query
        .operation()
        .<SpanFilter>map(name -> SpanFilter.and(service, SpanFilter.equal(Intrinsic.NAME, name)))
        .orElse(service);
  }
}
