// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import dev.clew.query.jaeger.terms.ServiceName;
import dev.clew.query.parameter.Tag;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.Operand;
import dev.clew.store.query.SpanFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What Jaeger can ask of one span: all of this has to hold for one and the same span of a trace.
 *
 * @param service exact service name, see {@link ServiceName}
 * @param operation exact span name
 * @param tags see {@link TagFilter}
 * @param durationMinNanos least duration of the span
 * @param durationMaxNanos greatest duration of the span
 */
public record SpanConditions(
    Optional<String> service,
    Optional<String> operation,
    List<Tag> tags,
    OptionalLong durationMinNanos,
    OptionalLong durationMaxNanos) {

  /** Copies the tags. */
  public SpanConditions {
    tags = List.copyOf(tags);
  }

  /** Whether every span satisfies them. */
  public boolean isEmpty() {
    return service.isEmpty()
        && operation.isEmpty()
        && tags.isEmpty()
        && durationMinNanos.isEmpty()
        && durationMaxNanos.isEmpty();
  }

  /** The same in terms of the store. */
  public SpanFilter filter() {
    List<SpanFilter> all = new ArrayList<>();
    service.ifPresent(name -> all.add(ServiceName.filter(name)));
    operation.ifPresent(name -> all.add(SpanFilter.equal(Intrinsic.NAME, name)));
    all.addAll(within(Intrinsic.DURATION, durationMinNanos, durationMaxNanos));
    tags.forEach(tag -> all.add(TagFilter.of(tag)));
    return all.isEmpty() ? SpanFilter.all() : new SpanFilter.And(all);
  }

  /**
   * That a number is neither less than a minimum nor greater than a maximum, where there is one.
   */
  public static List<SpanFilter> within(Field field, OptionalLong min, OptionalLong max) {
    List<SpanFilter> bounds = new ArrayList<>();
    if (min.isPresent()) {
      bounds.add(bound(field, Comparison.GREATER_OR_EQUAL, min.getAsLong()));
    }
    if (max.isPresent()) {
      bounds.add(bound(field, Comparison.LESS_OR_EQUAL, max.getAsLong()));
    }
    return bounds;
  }

  private static SpanFilter bound(Field field, Comparison comparison, long number) {
    return new SpanFilter.Compare(field, comparison, new Operand.Int(number));
  }
}
