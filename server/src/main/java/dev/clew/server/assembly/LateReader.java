// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import dev.clew.model.Projection;
import dev.clew.model.SpanKind;
import dev.clew.model.TraceId;
import dev.clew.store.Capabilities;
import dev.clew.store.DependencyLink;
import dev.clew.store.Operation;
import dev.clew.store.TraceChunks;
import dev.clew.store.TraceReader;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A reader that is looked up for every question. What the store can do is known before. */
final class LateReader implements TraceReader {

  private final Supplier<TraceReader> reader;

  LateReader(Supplier<TraceReader> reader) {
    this.reader = reader;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all();
  }

  @Override
  public TracePage search(TraceQuery query, QueryContext context) {
    return reader.get().search(query, context);
  }

  @Override
  public FoundPage find(TraceQuery query, QueryContext context) {
    return reader.get().find(query, context);
  }

  @Override
  public TraceChunks trace(TraceId id, QueryContext context) {
    return reader.get().trace(id, context);
  }

  @Override
  public TraceChunks traces(List<TraceId> ids, Projection wanted, QueryContext context) {
    return reader.get().traces(ids, wanted, context);
  }

  @Override
  public List<String> services(TimeRange range, QueryContext context) {
    return reader.get().services(range, context);
  }

  @Override
  public List<Operation> operations(
      @Nullable String service, @Nullable SpanKind kind, TimeRange range, QueryContext context) {
    return reader.get().operations(service, kind, range, context);
  }

  @Override
  public List<Field.Attribute> attributeKeys(TimeRange range, QueryContext context) {
    return reader.get().attributeKeys(range, context);
  }

  @Override
  public List<ValueCount> values(Field field, TimeRange range, int limit, QueryContext context) {
    return reader.get().values(field, range, limit, context);
  }

  @Override
  public AggregateResult aggregate(AggregateQuery query, QueryContext context) {
    return reader.get().aggregate(query, context);
  }

  @Override
  public List<DependencyLink> dependencies(TimeRange range, QueryContext context) {
    return reader.get().dependencies(range, context);
  }

  @Override
  public RollupResult rollup(RollupQuery query, QueryContext context) {
    return reader.get().rollup(query, context);
  }

  @Override
  public OptionalLong dataVersion() {
    return reader.get().dataVersion();
  }
}
