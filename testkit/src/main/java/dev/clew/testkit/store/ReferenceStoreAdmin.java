// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import dev.clew.model.Span;
import dev.clew.model.TraceId;
import dev.clew.store.admin.Deletion;
import dev.clew.store.admin.DeletionResult;
import dev.clew.store.admin.StoreAdmin;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field;
import dev.clew.store.query.Operand;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Deletes and archives in lists of spans. */
final class ReferenceStoreAdmin implements StoreAdmin {

  private final ReferenceTraceStore.Contents contents;

  ReferenceStoreAdmin(ReferenceTraceStore.Contents contents) {
    this.contents = contents;
  }

  @Override
  public DeletionResult delete(Deletion deletion) {
    Predicate<Span> isDeleted =
        switch (deletion) {
          case Deletion.Trace(TraceId id) -> span -> span.traceId().equals(id);
          case Deletion.Spans(Field field, Operand value, TimeRange range) ->
              span -> matches(span, field, value, range);
          case Deletion.Traces(Field field, Operand value, TimeRange range) -> {
            Set<TraceId> ids = ids(span -> matches(span, field, value, range));
            yield span -> ids.contains(span.traceId());
          }
        };
    Set<TraceId> ids = ids(isDeleted);
    long count = contents.batches.stream().flatMap(List::stream).filter(isDeleted).count();
    contents.batches.replaceAll(batch -> batch.stream().filter(isDeleted.negate()).toList());
    contents.archived.retainAll(ids(_ -> true));
    return new DeletionResult(count, ids.size(), 0);
  }

  @Override
  public boolean archive(TraceId id) {
    boolean isKnown = ids(_ -> true).contains(id);
    if (isKnown) {
      contents.archived.add(id);
    }
    return isKnown;
  }

  @Override
  public boolean unarchive(TraceId id) {
    return contents.archived.remove(id);
  }

  @Override
  public boolean isArchived(TraceId id) {
    return contents.archived.contains(id);
  }

  private Set<TraceId> ids(Predicate<Span> filter) {
    return contents.batches.stream()
        .flatMap(List::stream)
        .filter(filter)
        .map(Span::traceId)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static boolean matches(Span span, Field field, Operand value, TimeRange range) {
    SpanFilter filter = new SpanFilter.Compare(field, Comparison.EQUAL, value);
    ReferenceTrace alone = ReferenceTrace.group(List.of(span)).getFirst();
    return range.contains(span.startNanos()) && FilterEvaluation.matches(filter, alone, 0);
  }
}
