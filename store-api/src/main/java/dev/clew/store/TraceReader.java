// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store;

import dev.clew.model.SpanKind;
import dev.clew.model.TraceId;
import dev.clew.store.query.AggregateQuery;
import dev.clew.store.query.AggregateResult;
import dev.clew.store.query.Field;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TracePage;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.ValueCount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link TraceWriter} has acknowledged: everything acknowledged before a call begins
 * is seen by it.
 *
 * <p>All calls block; run them on virtual threads or a query pool. They end early when their {@link
 * QueryContext} says so, and then say that their answer is partial, or throw {@link
 * dev.clew.store.query.QueryCancelledException} when the caller gave up.
 *
 * <p>Threads: any number at once. Answers are immutable.
 */
public interface TraceReader {

  /** What this store can do. */
  Capabilities capabilities();

  /** Finds traces: one page of summaries in the order asked for. */
  TracePage search(TraceQuery query, QueryContext context);

  /**
   * The spans of one trace, in chunks. A chunk is never empty; spans come in order of start time,
   * all chunks together hold each span once; an unknown id gives no chunk. A trace too large for
   * memory is read chunk by chunk.
   *
   * <p>The returned iterator holds files open: close it.
   */
  TraceChunks trace(TraceId id, QueryContext context);

  /**
   * The distinct names of services that have spans in the range, sorted. This and the three calls
   * below answer from indexes, so a store may widen the range to what its indexes resolve: it never
   * leaves out a name of the range, but may add one of spans near it.
   */
  List<String> services(TimeRange range, QueryContext context);

  /**
   * The distinct operations in the range, sorted by name and kind.
   *
   * @param service only of this service; null for all
   * @param kind only of this kind; null for all
   */
  List<Operation> operations(
      @Nullable String service, @Nullable SpanKind kind, TimeRange range, QueryContext context);

  /** The attribute keys in use in the range, by scope, sorted. */
  List<Field.Attribute> attributeKeys(TimeRange range, QueryContext context);

  /**
   * The values of a field in the range with how many spans have each, most frequent first.
   *
   * @param limit at most this many
   */
  List<ValueCount> values(Field field, TimeRange range, int limit, QueryContext context);

  /** Computes figures over all spans that match, grouped and per time step. */
  AggregateResult aggregate(AggregateQuery query, QueryContext context);

  /** How often which service called which in the range, sorted by caller and callee. */
  List<DependencyLink> dependencies(TimeRange range, QueryContext context);
}
