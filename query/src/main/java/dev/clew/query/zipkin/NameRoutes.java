// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import dev.clew.codec.jaeger.JaegerOrigin;
import dev.clew.model.AttributeScope;
import dev.clew.query.http.ApiException;
import dev.clew.query.http.QueryCall;
import dev.clew.query.parameter.Parameters;
import dev.clew.store.TraceReader;
import dev.clew.store.query.Field;
import dev.clew.store.query.PlainText;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The routes that answer with names, of the time that a question goes back by default. */
final class NameRoutes {

  /** With so many services a list changes seldom, and is asked for often. */
  private static final int CACHED_FROM = 4;

  private static final String CACHED = "max-age=300, must-revalidate";
  private static final int VALUES_MAX = 20_000;
  private static final String ANY_KEY = "*";

  private final Supplier<TraceReader> readers;
  private final ZipkinApiConfig config;
  private final InstantSource clock;

  NameRoutes(Supplier<TraceReader> readers, ZipkinApiConfig config, InstantSource clock) {
    this.readers = readers;
    this.config = config;
    this.clock = clock;
  }

  void services(QueryCall call) {
    Collection<String> services = names(call).services();
    answer(call, services, services.size() >= CACHED_FROM);
  }

  void spans(QueryCall call) {
    ServiceNames names = names(call);
    answer(call, names.spans(serviceName(call.parameters())), isCached(names));
  }

  void remoteServices(QueryCall call) {
    ServiceNames names = names(call);
    Optional<SpanFilter> service = names.ofService(serviceName(call.parameters()));
    answer(
        call,
        service.isEmpty()
            ? List.of()
            : RemoteServices.of(service.get(), readers.get(), range(), call.searchContext()),
        isCached(names));
  }

  void autocompleteKeys(QueryCall call) {
    answer(call, isAnyKey() ? keysInUse(call) : config.autocompleteKeys(), true);
  }

  void autocompleteValues(QueryCall call) {
    String key = call.parameters().text("key").orElse("");
    if (key.isEmpty()) {
      throw ApiException.badRequest("key was empty");
    }
    List<String> values =
        isAnyKey() || config.autocompleteKeys().contains(key) ? values(call, key) : List.of();
    answer(call, values, values.size() >= CACHED_FROM);
  }

  private boolean isAnyKey() {
    return config.autocompleteKeys().contains(ANY_KEY);
  }

  private List<String> keysInUse(QueryCall call) {
    return readers.get().attributeKeys(range(), call.searchContext()).stream()
        .filter(key -> key.scope() == AttributeScope.SPAN || key.scope() == AttributeScope.RESOURCE)
        .map(Field.Attribute::key)
        .filter(key -> !key.equals(JaegerOrigin.FORMAT_KEY))
        .distinct()
        .sorted()
        .toList();
  }

  private List<String> values(QueryCall call, String key) {
    return readers
        .get()
        .values(new Field.SpanOrResource(key), range(), VALUES_MAX, call.searchContext())
        .stream()
        .map(count -> PlainText.of(count.value()))
        .filter(value -> !value.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  private static String serviceName(Parameters parameters) {
    return parameters
        .given("serviceName")
        .map(name -> name.toLowerCase(Locale.ROOT))
        .orElseThrow(() ->
            ApiException.badRequest(
                "Mandatory parameter/header/attribute is missing: serviceName"));
  }

  private ServiceNames names(QueryCall call) {
    return new ServiceNames(readers.get(), range(), call.searchContext());
  }

  private static boolean isCached(ServiceNames names) {
    return names.services().size() >= CACHED_FROM;
  }

  private TimeRange range() {
    long begin = clock.millis() - config.lookback().toMillis();
    return new TimeRange(Math.max(0, TimeUnit.MILLISECONDS.toNanos(begin)), Long.MAX_VALUE);
  }

  private static void answer(QueryCall call, Collection<String> names, boolean isCached) {
    if (isCached) {
      call.cacheControl(CACHED);
    }
    call.writeJson(json -> json.writeArray(names.toArray(String[]::new), 0, names.size()));
  }
}
