// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store;

import dev.clew.model.Projection;
import dev.clew.model.SpanKind;
import dev.clew.model.TraceId;
import dev.clew.store.query.AggregateQuery;
import dev.clew.store.query.AggregateResult;
import dev.clew.store.query.Field;
import dev.clew.store.query.FoundPage;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TracePage;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.ValueCount;
import dev.clew.store.rollup.RollupQuery;
import dev.clew.store.rollup.RollupResult;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link TraceWriter} has acknowledged: everything acknowledged before a call begins
 * is seen by it.
 *
 * <p>All calls block; run them on virtual threads or a query pool. They end early when their {@link
 * QueryContext} says so: once the caller gave up, they throw {@link
 * dev.clew.store.query.QueryCancelledException}; once a limit is reached, answers with {@link
 * dev.clew.store.query.QueryStats} say that they are partial, and answers that have no place for
 * saying so throw {@link QueryLimitException}. Every call looks at its context at least once.
 *
 * <p>Time ranges are about the start of spans. Searches and aggregates keep to them exactly; lists
 * of names and values, and dependencies, may come from an index and then answer for a somewhat
 * wider range. Lists of names are sorted in the order of {@link String#compareTo}.
 *
 * <p>Threads: any number at once. Answers are immutable.
 */
public interface TraceReader {

  /** What this store can do. */
  Capabilities capabilities();

  /**
   * Finds traces: one page of summaries in the order asked for.
   *
   * @throws dev.clew.store.query.InvalidQueryException for a malformed regular expression, or a
   *     cursor that this store did not give out for this query
   */
  TracePage search(TraceQuery query, QueryContext context);

  /**
   * As {@link #search}, for who wants to know no more than which traces there are. A cursor of
   * either continues the other.
   *
   * <p>Cost: that of {@link #search} without reading anything of the spans for summaries.
   */
  default FoundPage find(TraceQuery query, QueryContext context) {
    return FoundPage.of(search(query, context));
  }

  /**
   * The spans of one trace, in chunks. A chunk is never empty; spans come in order of start time,
   * from chunk to chunk, too; all chunks together hold each span once; an unknown id gives no
   * chunk. A trace too large for memory is read chunk by chunk. Everything of a span comes back as
   * it was written, but for the order of its attributes.
   *
   * <p>The returned iterator holds files open: close it.
   */
  TraceChunks trace(TraceId id, QueryContext context);

  /**
   * The spans of many traces, in chunks, for readers that look at whole traces by the thousand. A
   * chunk holds any number of traces; every trace is whole within one chunk, each span once. Traces
   * come in any order; ids that are unknown, or come twice, give nothing more, and a trace too
   * large for memory is left out, which {@link TraceChunks#isPartial} says.
   *
   * <p>The returned iterator may hold files open: close it. Cost: that of {@link #trace} for each
   * id, unless the store reads them in the order in which they lie, and only what is wanted.
   *
   * @param wanted what to read of the spans; nothing else comes back
   */
  default TraceChunks traces(List<TraceId> ids, Projection wanted, QueryContext context) {
    return new TraceByTrace(this, ids, wanted, context);
  }

  /**
   * The distinct names of services that have spans in the range, sorted; the empty name if there
   * are spans without one.
   */
  List<String> services(TimeRange range, QueryContext context);

  /**
   * The distinct operations in the range, sorted by name and kind.
   *
   * @param service only of this service, the empty name included; null for all
   * @param kind only of this kind; null for all
   */
  List<Operation> operations(
      @Nullable String service, @Nullable SpanKind kind, TimeRange range, QueryContext context);

  /** The attribute keys in use in the range, in order of scope, then key. */
  List<Field.Attribute> attributeKeys(TimeRange range, QueryContext context);

  /**
   * The values of a field in the range with how many spans have each as their first, most frequent
   * first, then in the order of {@link dev.clew.store.query.PlainText#ORDER}.
   *
   * @param limit at most this many
   */
  List<ValueCount> values(Field field, TimeRange range, int limit, QueryContext context);

  /**
   * Computes figures over all spans that match, grouped and per time step.
   *
   * @throws dev.clew.store.query.InvalidQueryException for a malformed regular expression
   */
  AggregateResult aggregate(AggregateQuery query, QueryContext context);

  /**
   * How often which service called which in the range, sorted by caller and callee; counted as
   * {@link #rollup} counts calls.
   */
  List<DependencyLink> dependencies(TimeRange range, QueryContext context);

  /**
   * Answers from what was counted of all spans as they came, so that the cost does not depend on
   * how many spans there are or were.
   *
   * <p>Every span counts that was acknowledged before the call, and goes on counting when sampling,
   * retention or deletion has removed it. A span that is sent again counts once if the store can
   * tell; a call counts once both its spans are stored, whichever came first, but may be missed if
   * they came far apart in time.
   */
  RollupResult rollup(RollupQuery query, QueryContext context);

  /**
   * A number that is another one after anything was written or deleted, so that an answer may be
   * kept for as long as it stays the same; empty if the store cannot tell. Damage that is found
   * later does not count.
   */
  default OptionalLong dataVersion() {
    return OptionalLong.empty();
  }
}
