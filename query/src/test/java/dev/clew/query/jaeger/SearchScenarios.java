// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Searches that every Jaeger storage is expected to answer, with data made for them: by service,
 * operation, duration and attributes of all types in all places, alone and together. Each scenario
 * has a service of its own, the traces that it means, and for each condition traces that miss just
 * that one.
 *
 * <p>Times are nanoseconds after {@link dev.clew.testkit.RandomSpans#BASE_NANOS}; the window of the
 * searches is its first two hours.
 */
public final class SearchScenarios {

  /** How long the window of the searches is. */
  public static final long WINDOW_NANOS = Duration.ofHours(2).toNanos();

  /** What to search for. */
  public record Scenario(
      String name,
      String service,
      Optional<String> operation,
      Map<String, String> tags,
      Optional<String> durationMin,
      Optional<String> durationMax,
      List<Long> traceIds) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A place where an attribute can be. */
  private enum Place {
    SPAN,
    EVENT,
    RESOURCE,
    SCOPE,
    LINK;

    void put(SpanSpec span, Entry entry) {
      SpanSpec _ =
          switch (this) {
            case SPAN -> span.attribute(entry.key(), entry.value());
            case EVENT -> span.event("event", 1, entry);
            case RESOURCE -> span.resource(entry.key(), entry.value());
            case SCOPE -> span.scopeAttribute(entry.key(), entry.value());
            case LINK -> span.link(0xbeef, 0xbeef, entry);
          };
    }
  }

  private static final List<Entry> ATTRIBUTES =
      List.of(
          new Entry("where.text", new StringValue("here")),
          new Entry("where.int", new IntValue(123)),
          new Entry("where.double", new DoubleValue(72.5)),
          new Entry("where.bool", new BoolValue(true)));
  private static final Map<String, String> TAGS =
      Map.of(
          "where.text", "here", "where.int", "123", "where.double", "72.5", "where.bool", "true");
  private static final Map<String, String> NO_TAGS = Map.of();
  private static final String OPERATION = "predict";
  private static final long IN_RANGE_NANOS = 5_000;

  private final List<Span> spans = new ArrayList<>();
  private final List<Scenario> scenarios = new ArrayList<>();
  private long nextTraceId = 1;
  private String service = "";

  /** All of them. */
  public SearchScenarios() {
    attributesInEachPlace();
    times();
    operationsAndDurations();
    attributesWithAll();
    severalTraces();
    scopes();
  }

  /** The spans to search. */
  public List<Span> spans() {
    return spans;
  }

  /** What to search for in them. */
  public List<Scenario> all() {
    return scenarios;
  }

  private void attributesInEachPlace() {
    for (Place place : Place.values()) {
      begin("attributes-on-" + place.name().toLowerCase(Locale.ROOT));
      add(span -> {});
      for (Entry missing : ATTRIBUTES) {
        add(span -> putAllBut(missing, span, place));
      }
      end(Optional.empty(), TAGS, "", "", add(span -> put(span, place, place, place, place)));
    }
    begin("attributes-spread");
    addSplitOverTwoSpans();
    end(Optional.empty(), TAGS, "", "", add(SearchScenarios::spread));
  }

  private void times() {
    begin("outside-the-window");
    add(span -> span.startsAfterNanos(-1_000_000));
    add(span -> span.startsAfterNanos(WINDOW_NANOS + 1_000_000));
    end(
        Optional.empty(),
        NO_TAGS,
        "",
        "",
        add(span -> span.startsAfterNanos(0)),
        add(span -> span.startsAfterNanos(WINDOW_NANOS - 1000)));
  }

  private void operationsAndDurations() {
    begin("operation");
    add(span -> span.name("other"));
    end(Optional.of(OPERATION), NO_TAGS, "", "", add(span -> span.name(OPERATION)));
    begin("operation-max-duration");
    durations(Optional.of(OPERATION), NO_TAGS, "", "6µs", span -> {});
    begin("operation-durations");
    durations(Optional.of(OPERATION), NO_TAGS, "4.5us", "5500ns", span -> {});
    begin("durations");
    durations(Optional.empty(), NO_TAGS, "4.5us", "5500ns", span -> {});
    begin("max-duration");
    durations(Optional.empty(), NO_TAGS, "", "6us", span -> {});
    begin("min-duration");
    durations(Optional.empty(), NO_TAGS, "4us", "", span -> {});
  }

  private void attributesWithAll() {
    for (boolean isSpread : new boolean[] {false, true}) {
      String suffix = isSpread ? "-spread" : "";
      Consumer<SpanSpec> attributes =
          isSpread
              ? SearchScenarios::spread
              : span -> put(span, Place.SPAN, Place.SPAN, Place.SPAN, Place.SPAN);
      begin("attributes-operation" + suffix);
      add(attributes.andThen(span -> span.name("other")));
      end(
          Optional.of(OPERATION),
          TAGS,
          "",
          "",
          add(attributes.andThen(span -> span.name(OPERATION))));
      begin("attributes-operation-max-duration" + suffix);
      durations(Optional.of(OPERATION), TAGS, "", "6us", attributes);
      begin("attributes-operation-durations" + suffix);
      durations(Optional.of(OPERATION), TAGS, "4.5us", "5500ns", attributes);
      begin("attributes-durations" + suffix);
      durations(Optional.empty(), TAGS, "4.5us", "5500ns", attributes);
      begin("attributes-max-duration" + suffix);
      durations(Optional.empty(), TAGS, "", "6us", attributes);
    }
  }

  private void severalTraces() {
    begin("several-traces");
    end(Optional.empty(), NO_TAGS, "", "", add(s -> {}), add(s -> {}), add(s -> {}));
  }

  private void scopes() {
    begin("attributes-with-scope");
    Map<String, String> tags = new LinkedHashMap<>(TAGS);
    tags.put("scope.name", "tracer");
    tags.put("scope.version", "1.2");
    Consumer<SpanSpec> attributes =
        span -> put(span, Place.SPAN, Place.SPAN, Place.SPAN, Place.SPAN);
    add(attributes.andThen(span -> span.scope("tracer").scopeVersion("1.3")));
    add(attributes.andThen(span -> span.scope("other").scopeVersion("1.2")));
    end(
        Optional.empty(),
        tags,
        "",
        "",
        add(attributes.andThen(span -> span.scope("tracer").scopeVersion("1.2"))));
  }

  /** One trace within, and one each that is too short, too long, or of another operation. */
  private void durations(
      Optional<String> operation,
      Map<String, String> tags,
      String min,
      String max,
      Consumer<SpanSpec> attributes) {
    Consumer<SpanSpec> named = attributes.andThen(span -> span.name(OPERATION));
    if (!min.isEmpty()) {
      add(named.andThen(span -> span.durationNanos(1_000)));
    }
    if (!max.isEmpty()) {
      add(named.andThen(span -> span.durationNanos(9_000)));
    }
    if (operation.isPresent()) {
      add(attributes.andThen(span -> span.name("other").durationNanos(IN_RANGE_NANOS)));
    }
    if (!tags.isEmpty()) {
      add(span -> span.name(OPERATION).durationNanos(IN_RANGE_NANOS));
    }
    end(operation, tags, min, max, add(named.andThen(span -> span.durationNanos(IN_RANGE_NANOS))));
  }

  private void begin(String name) {
    service = name + "-service";
  }

  private void end(
      Optional<String> operation,
      Map<String, String> tags,
      String min,
      String max,
      Long... traceIds) {
    scenarios.add(
        new Scenario(
            service.replace("-service", ""),
            service,
            operation,
            tags,
            Optional.of(min).filter(text -> !text.isEmpty()),
            Optional.of(max).filter(text -> !text.isEmpty()),
            List.of(traceIds)));
  }

  /** Adds a trace of two spans, of which one is as given and the other of another service. */
  private long add(Consumer<SpanSpec> change) {
    long traceId = nextTraceId++;
    SpanSpec span = Spans.span(traceId, 1).service(service).startsAfterNanos(1_000_000_000);
    change.accept(span);
    spans.add(span.build());
    SpanSpec other = Spans.span(traceId, 2).parent(1).service("bystander");
    put(other, Place.SPAN, Place.SPAN, Place.SPAN, Place.SPAN);
    spans.add(other.name(OPERATION).durationNanos(IN_RANGE_NANOS).build());
    return traceId;
  }

  /** A trace whose spans have all that is asked for together, but none of them alone. */
  private void addSplitOverTwoSpans() {
    long traceId = nextTraceId++;
    SpanSpec one = Spans.span(traceId, 1).service(service);
    SpanSpec two = Spans.span(traceId, 2).parent(1).service(service);
    ATTRIBUTES.subList(0, 2).forEach(entry -> Place.SPAN.put(one, entry));
    ATTRIBUTES.subList(2, 4).forEach(entry -> Place.SPAN.put(two, entry));
    spans.add(one.build());
    spans.add(two.build());
  }

  private static void spread(SpanSpec span) {
    put(span, Place.SPAN, Place.EVENT, Place.RESOURCE, Place.SCOPE);
  }

  private static void put(SpanSpec span, Place... places) {
    for (int i = 0; i < places.length; i++) {
      places[i].put(span, ATTRIBUTES.get(i));
    }
  }

  private static void putAllBut(Entry missing, SpanSpec span, Place place) {
    for (Entry entry : ATTRIBUTES) {
      if (!entry.equals(missing)) {
        place.put(span, entry);
      }
    }
  }
}
