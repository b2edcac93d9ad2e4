// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.store.TraceChunks;
import dev.clew.store.TraceReader;
import dev.clew.store.TraceStore;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.SpansetExpression;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.TraceSort;
import dev.clew.store.query.TraceSummary;
import dev.clew.testkit.Spans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What all parts of the contract share: a store in a directory of its own, and ways to ask it. */
abstract class StoreTests {

  static final QueryContext CONTEXT = QueryContext.defaults();
  private static final long APPEND_SECONDS_MAX = 60; // only so that a hanging store fails the test

  private final Function<Path, TraceStore> opener;
  private final List<TraceStore> opened = new ArrayList<>();
  private TraceStore store;

  @TempDir Path directory;

  StoreTests(Function<Path, TraceStore> opener) {
    this.opener = opener;
    this.store = new ReferenceTraceStore(); // replaced before each test
  }

  @BeforeEach
  void openStore() {
    store = open(directory.resolve("store"));
  }

  @AfterEach
  void closeStores() {
    opened.forEach(TraceStore::close);
  }

  TraceStore store() {
    return store;
  }

  TraceReader reader() {
    return store.reader();
  }

  /** Opens one more store, which is closed after the test. */
  TraceStore open(Path at) {
    TraceStore another = opener.apply(at);
    opened.add(another);
    return another;
  }

  /** Closes the store and opens it again. */
  void reopen() {
    store.close();
    store = open(directory.resolve("store"));
  }

  void append(Span... spans) {
    append(List.of(spans));
  }

  void append(List<Span> spans) {
    append(store, Spans.batch(spans));
  }

  static void append(TraceStore store, SpanBatch batch) {
    store.writer().append(batch).orTimeout(APPEND_SECONDS_MAX, TimeUnit.SECONDS).join();
  }

  /** The spans of a trace whose id has no high half, attributes in order of key. */
  List<Span> trace(long idLow) {
    return trace(store, new TraceId(0, idLow));
  }

  static List<Span> trace(TraceStore store, TraceId id) {
    try (TraceChunks chunks = store.reader().trace(id, CONTEXT)) {
      return chunks.toList().stream()
          .flatMap(chunk -> Spans.list(chunk).stream())
          .map(CanonicalSpan::of)
          .toList();
    }
  }

  /** The low halves of the ids of the traces that have a span like this, smallest first. */
  List<Long> tracesWith(SpanFilter filter) {
    return tracesWhere(SpansetExpression.spans(filter));
  }

  List<Long> tracesWhere(SpansetExpression where) {
    return tracesWhere(where, TimeRange.ALL);
  }

  List<Long> tracesWhere(SpansetExpression where, TimeRange range) {
    return search(new TraceQuery(where, range, TraceSort.NEWEST, 1000, Optional.empty(), false))
        .stream()
        .map(trace -> trace.traceId().low())
        .sorted()
        .toList();
  }

  List<TraceSummary> search(TraceQuery query) {
    return reader().search(query, CONTEXT).traces();
  }

  TraceSummary summary(long idLow) {
    return search(TraceQuery.newest(SpanFilter.all(), TimeRange.ALL, 1000)).stream()
        .filter(trace -> trace.traceId().equals(new TraceId(0, idLow)))
        .findFirst()
        .orElseThrow();
  }
}
