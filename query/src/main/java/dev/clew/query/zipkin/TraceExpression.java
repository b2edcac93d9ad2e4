// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.Operand;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.SpansetExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A search in terms of the store. Each condition has to hold for some span of the trace, not all of
 * them for the same one; with a service, for some span of that service.
 */
final class TraceExpression {

  private static final long NANOS_PER_MICRO = 1000;

  private TraceExpression() {}

  /** The traces that are meant; none if the service or the name is not known at all. */
  static Optional<SpansetExpression> of(TraceCriteria criteria, ServiceNames names) {
    Optional<SpanFilter> service = criteria.serviceName().flatMap(names::ofService);
    if (criteria.serviceName().isPresent() && service.isEmpty()) {
      return Optional.empty();
    }
    List<SpanFilter> conditions = new ArrayList<>();
    if (criteria.spanName().isPresent()) {
      Optional<SpanFilter> named = names.ofSpan(criteria.serviceName(), criteria.spanName().get());
      if (named.isEmpty()) {
        return Optional.empty();
      }
      conditions.add(named.get());
    }
    criteria.remoteServiceName().map(RemoteServices::named).ifPresent(conditions::add);
    criteria
        .terms()
        .forEach((key, value) ->
            conditions.add(value.isEmpty() ? TagFilter.word(key) : TagFilter.tag(key, value)));
    if (criteria.minDurationMicros().isPresent()) {
      conditions.add(duration(criteria));
    }
    if (conditions.isEmpty()) {
      conditions.add(SpanFilter.all());
    }
    return conditions.stream()
        .map(condition -> service.map(own -> SpanFilter.and(own, condition)).orElse(condition))
        .map(SpansetExpression::spans)
        .reduce(SpansetExpression.Both::new);
  }

  private static SpanFilter duration(TraceCriteria criteria) {
    long min = criteria.minDurationMicros().orElse(1);
    // What is shorter than a microsecond is shown as one.
    SpanFilter atLeast = duration(Comparison.GREATER_OR_EQUAL, min == 1 ? 1 : nanos(min));
    if (criteria.maxDurationMicros().isEmpty()) {
      return atLeast;
    }
    long max = nanos(criteria.maxDurationMicros().getAsLong());
    return SpanFilter.and(
        atLeast,
        duration(
            Comparison.LESS, Math.min(max, Long.MAX_VALUE - NANOS_PER_MICRO) + NANOS_PER_MICRO));
  }

  private static SpanFilter duration(Comparison comparison, long nanos) {
    return new SpanFilter.Compare(Intrinsic.DURATION, comparison, new Operand.Int(nanos));
  }

  private static long nanos(long micros) {
    return Math.min(micros, Long.MAX_VALUE / NANOS_PER_MICRO) * NANOS_PER_MICRO;
  }
}
