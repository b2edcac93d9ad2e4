// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import dev.clew.store.Operation;
import dev.clew.store.TraceReader;
import dev.clew.store.query.Field;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Names of services and spans. Zipkin's are in lower case, OpenTelemetry's as they were given: a
 * name from a client stands for all that differ from it in case only.
 */
final class ServiceNames {

  private final TraceReader reader;
  private final TimeRange range;
  private final QueryContext context;

  /** Names in use in a range. */
  ServiceNames(TraceReader reader, TimeRange range, QueryContext context) {
    this.reader = reader;
    this.range = range;
    this.context = context;
  }

  /** All services in lower case, sorted. */
  NavigableSet<String> services() {
    return lowerCase(reader.services(range, context).stream());
  }

  /** All span names of a service in lower case, sorted. */
  NavigableSet<String> spans(String service) {
    return lowerCase(sent(service).flatMap(name -> operations(name).stream()));
  }

  /** The spans of a service; none if there is no such service. */
  Optional<SpanFilter> ofService(String service) {
    return anyOf(Intrinsic.SERVICE_NAME, sent(service).toList());
  }

  /** The spans with a name; none if there is no such span. */
  Optional<SpanFilter> ofSpan(Optional<String> service, String name) {
    Stream<String> known =
        service.isEmpty()
            ? names(reader.operations(null, null, range, context)).stream()
            : sent(service.get()).flatMap(sent -> operations(sent).stream());
    return anyOf(Intrinsic.NAME, known.filter(equalTo(name)).distinct().toList());
  }

  private List<String> operations(String service) {
    return names(reader.operations(service, null, range, context));
  }

  private static List<String> names(List<Operation> operations) {
    return operations.stream().map(Operation::name).distinct().toList();
  }

  /** The services with a name, as they were sent. */
  private Stream<String> sent(String service) {
    return reader.services(range, context).stream()
        .filter(name -> !name.isEmpty())
        .filter(equalTo(service));
  }

  private static Predicate<String> equalTo(String lowerCase) {
    return name -> name.toLowerCase(Locale.ROOT).equals(lowerCase);
  }

  private static Optional<SpanFilter> anyOf(Field field, List<String> names) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    List<SpanFilter> any = names.stream().map(name -> SpanFilter.equal(field, name)).toList();
    return Optional.of(any.size() == 1 ? any.getFirst() : new SpanFilter.Or(any));
  }

  private static NavigableSet<String> lowerCase(Stream<String> names) {
    NavigableSet<String> sorted = new TreeSet<>();
    names
        .filter(name -> !name.isEmpty())
        .map(name -> name.toLowerCase(Locale.ROOT))
        .forEach(sorted::add);
    return sorted;
  }
}
