// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import dev.clew.codec.zipkin.ZipkinAttributes;
import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue;
import dev.clew.model.SpanKind;
import dev.clew.store.TraceReader;
import dev.clew.store.query.AggregateQuery;
import dev.clew.store.query.AggregateResult;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field;
import dev.clew.store.query.Field.Attribute;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.Operand;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The names of remote services: attributes of the spans that call, the first there is of {@link
 * ZipkinAttributes#REMOTE_SERVICE_KEYS}.
 */
final class RemoteServices {

  private static final int NAMES_MAX = 10_000;

  private static final Field SERVICE =
      new Attribute(AttributeScope.SPAN, ZipkinAttributes.REMOTE_SERVICE);

  /** What stands there was sent as a tag, and the span has no remote service. */
  private static final SpanFilter IS_TAG =
      new SpanFilter.Compare(
          new Attribute(
              AttributeScope.SPAN, ZipkinAttributes.TAG_PREFIX + ZipkinAttributes.REMOTE_SERVICE),
          Comparison.EQUAL,
          new Operand.Bool(true));

  private static final SpanFilter IS_FROM_ZIPKIN =
      SpanFilter.equal(
          new Attribute(AttributeScope.RESOURCE, ZipkinAttributes.FORMAT), ZipkinAttributes.ZIPKIN);

  private static final SpanFilter IS_OUTGOING =
      SpanFilter.and(
          SpanFilter.or(
              SpanFilter.equal(Intrinsic.KIND, SpanKind.CLIENT.label()),
              SpanFilter.equal(Intrinsic.KIND, SpanKind.PRODUCER.label())),
          SpanFilter.not(IS_FROM_ZIPKIN));

  private RemoteServices() {}

  /** Spans whose remote service has a name, given in lower case. */
  static SpanFilter named(String name) {
    // The store knows names as they were sent; spans from Zipkin's clients have lower case ones.
    String regex = "(?i)" + quote(name);
    List<SpanFilter> any = new ArrayList<>();
    any.add(SpanFilter.and(new SpanFilter.Matches(SERVICE, regex), SpanFilter.not(IS_TAG)));
    for (int i = 1; i < ZipkinAttributes.REMOTE_SERVICE_KEYS.size(); i++) {
      any.add(SpanFilter.and(chosen(i), new SpanFilter.Matches(field(i), regex)));
    }
    return new SpanFilter.Or(any);
  }

  /** The names that the spans of a service have, in lower case, sorted. */
  static NavigableSet<String> of(
      SpanFilter service, TraceReader reader, TimeRange range, QueryContext context) {
    NavigableSet<String> names = new TreeSet<>();
    collect(
        SpanFilter.and(service, new SpanFilter.Exists(SERVICE), SpanFilter.not(IS_TAG)),
        SERVICE,
        reader,
        range,
        context,
        names);
    for (int i = 1; i < ZipkinAttributes.REMOTE_SERVICE_KEYS.size(); i++) {
      collect(SpanFilter.and(service, chosen(i)), field(i), reader, range, context, names);
    }
    return names;
  }

  private static void collect(
      SpanFilter filter,
      Field field,
      TraceReader reader,
      TimeRange range,
      QueryContext context,
      NavigableSet<String> names) {
    AggregateResult result =
        reader.aggregate(
            new AggregateQuery(
                filter,
                range,
                AggregateQuery.Unit.SPANS,
                Optional.empty(),
                List.of(field),
                List.of(new AggregateQuery.Figure.Count()),
                NAMES_MAX),
            context);
    for (AggregateResult.Group group : result.groups()) {
      group
          .key()
          .getFirst()
          .filter(AttributeValue.StringValue.class::isInstance)
          .map(value -> ((AttributeValue.StringValue) value).value().toLowerCase(Locale.ROOT))
          .filter(name -> !name.isEmpty())
          .ifPresent(names::add);
    }
  }

  /** Spans whose remote service is named by the attribute with this place in the list. */
  private static SpanFilter chosen(int place) {
    List<SpanFilter> all = new ArrayList<>();
    all.add(IS_OUTGOING);
    all.add(new SpanFilter.Exists(field(place)));
    for (int better = 0; better < place; better++) {
      all.add(SpanFilter.not(new SpanFilter.Exists(field(better))));
    }
    return new SpanFilter.And(all);
  }

  private static Field field(int place) {
    return new Attribute(AttributeScope.SPAN, ZipkinAttributes.REMOTE_SERVICE_KEYS.get(place));
  }

  private static String quote(String name) {
    return Pattern.compile("\\p{Punct}").matcher(name).replaceAll("\\\\$0");
  }
}
