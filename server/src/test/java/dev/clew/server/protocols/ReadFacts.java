// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.model.StatusCode;
import dev.clew.proto.jaeger.api_v2.KeyValue;
import dev.clew.proto.jaeger.api_v2.ValueType;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an answer says of the call of {@link SentTrace}, in the words of {@link Fact}. The ids have
 * to be those that were sent.
 */
final class ReadFacts {

  private static final long SECOND_NANOS = SentTrace.SECOND_MICROS * 1000;

  private final Map<Fact, String> facts = new EnumMap<>(Fact.class);

  private ReadFacts() {}

  /** OTLP has a field for each. */
  static Map<Fact, String> ofOtlp(List<Span> spans) {
    assertThat(spans).hasSize(2);
    Span call =
        spans.stream()
            .filter(span -> span.spanId() == SentTrace.CHILD_ID)
            .findFirst()
            .orElseThrow();
    assertThat(call.parentSpanId()).isEqualTo(SentTrace.PARENT_ID);
    assertThat(call.traceId().high()).isEqualTo(SentTrace.TRACE_ID_HIGH);
    ReadFacts read = new ReadFacts();
    read.put(Fact.NAME, call.name());
    read.put(Fact.KIND, call.kind().label());
    read.times(call.startNanos() - SECOND_NANOS, call.endNanos() - call.startNanos(), true);
    Map<String, String> tags = texts(call.attributes().entries());
    Map<String, String> resource = texts(call.resource().attributes().entries());
    read.tags(tags);
    read.put(Fact.SERVICE, withoutType(resource.get("service.name")));
    read.put(Fact.RESOURCE, withoutType(resource.get(SentTrace.RESOURCE_KEY)));
    read.put(Fact.PEER, withoutType(tags.get(SentTrace.PEER_KEY)));
    read.put(Fact.SCOPE, call.scope().name().isEmpty() ? null : call.scope().name());
    for (Span.Event event : call.events()) {
      read.event(event.timeNanos(), event.name(), texts(event.attributes().entries()));
    }
    for (Span.Link link : call.links()) {
      read.put(Fact.LINK, "span " + Long.toHexString(link.spanId()));
    }
    if (call.status().code() == StatusCode.ERROR) {
      read.put(Fact.ERROR, call.status().message());
    }
    return read.facts;
  }

  /** Jaeger's model in JSON. */
  static Map<Fact, String> ofJaeger(JsonNode trace) {
    assertThat(trace.get("spans").size()).isEqualTo(2);
    JsonNode call =
        trace
            .get("spans")
            .valueStream()
            .filter(span -> Long.parseLong(span.get("spanID").asString(), 16) == SentTrace.CHILD_ID)
            .findFirst()
            .orElseThrow();
    ReadFacts read = new ReadFacts();
    read.put(Fact.NAME, call.get("operationName").asString());
    read.times(
        call.get("startTime").asLong() * 1000 - SECOND_NANOS,
        call.get("duration").asLong() * 1000,
        false);
    Map<String, String> tags = texts(call.get("tags"));
    read.jaegerTags(tags);
    JsonNode process = trace.get("processes").get(call.get("processID").asString());
    read.put(Fact.SERVICE, process.get("serviceName").asString());
    read.put(Fact.RESOURCE, withoutType(texts(process.get("tags")).get(SentTrace.RESOURCE_KEY)));
    for (JsonNode log : call.get("logs")) {
      Map<String, String> fields = texts(log.get("fields"));
      read.event(log.get("timestamp").asLong() * 1000, name(fields), fields);
    }
    boolean hasParent = false;
    for (JsonNode reference : call.get("references")) {
      long spanId = Long.parseLong(reference.get("spanID").asString(), 16);
      if (spanId == SentTrace.PARENT_ID) {
        hasParent = true;
      } else {
        read.put(Fact.LINK, "span " + Long.toHexString(spanId));
      }
    }
    assertThat(hasParent).as("reference to the parent").isTrue();
    return read.facts;
  }

  /** Jaeger's model in protobuf. */
  static Map<Fact, String> ofJaeger(List<dev.clew.proto.jaeger.api_v2.Span> spans) {
    assertThat(spans).hasSize(2);
    var call =
        spans.stream()
            .filter(span -> id(span.getSpanId()) == SentTrace.CHILD_ID)
            .findFirst()
            .orElseThrow();
    ReadFacts read = new ReadFacts();
    read.put(Fact.NAME, call.getOperationName());
    read.times(
        call.getStartTime().getSeconds() * 1_000_000_000L
            + call.getStartTime().getNanos()
            - SECOND_NANOS,
        call.getDuration().getSeconds() * 1_000_000_000L + call.getDuration().getNanos(),
        true);
    read.jaegerTags(texts(call.getTagsList(), KeyValue::getKey, ReadFacts::text));
    read.put(Fact.SERVICE, call.getProcess().getServiceName());
    read.put(
        Fact.RESOURCE,
        withoutType(
            texts(call.getProcess().getTagsList(), KeyValue::getKey, ReadFacts::text)
                .get(SentTrace.RESOURCE_KEY)));
    for (var log : call.getLogsList()) {
      Map<String, String> fields = texts(log.getFieldsList(), KeyValue::getKey, ReadFacts::text);
      long nanos = log.getTimestamp().getSeconds() * 1_000_000_000L + log.getTimestamp().getNanos();
      read.event(nanos, name(fields), fields);
    }
    assertThat(call.getReferencesList())
        .as("reference to the parent")
        .anyMatch(reference -> id(reference.getSpanId()) == SentTrace.PARENT_ID);
    call.getReferencesList().stream()
        .map(reference -> id(reference.getSpanId()))
        .filter(id -> id != SentTrace.PARENT_ID)
        .forEach(id -> read.put(Fact.LINK, "span " + Long.toHexString(id)));
    return read.facts;
  }

  /** Zipkin's model, in which most things are tags. */
  static Map<Fact, String> ofZipkin(List<zipkin2.Span> spans) {
    assertThat(spans).hasSize(2);
    zipkin2.Span call =
        spans.stream()
            .filter(span -> Long.parseLong(span.id(), 16) == SentTrace.CHILD_ID)
            .findFirst()
            .orElseThrow();
    assertThat(Long.parseLong(call.parentId(), 16)).isEqualTo(SentTrace.PARENT_ID);
    ReadFacts read = new ReadFacts();
    read.put(Fact.NAME, call.name());
    read.put(Fact.KIND, String.valueOf(call.kind()).toLowerCase(Locale.ROOT));
    read.times(call.timestampAsLong() * 1000 - SECOND_NANOS, call.durationAsLong() * 1000, false);
    read.put(Fact.SERVICE, call.localServiceName());
    read.put(Fact.PEER, call.remoteServiceName());
    Map<String, String> tags = new LinkedHashMap<>();
    call.tags().forEach((key, value) -> tags.put(key, "text " + value));
    read.tags(tags);
    read.put(Fact.ERROR, withoutType(tags.get("error")));
    read.put(Fact.SCOPE, withoutType(tags.get("otel.scope.name")));
    read.put(Fact.RESOURCE, withoutType(tags.get(SentTrace.RESOURCE_KEY)));
    String link = tags.get("otlp.link.0");
    read.put(Fact.LINK, link == null ? null : "tag otlp.link.0");
    call.annotations()
        .forEach(
            annotation -> read.event(annotation.timestamp() * 1000, annotation.value(), Map.of()));
    return read.facts;
  }

  /** The Java client's model. */
  static Map<Fact, String> ofClient(List<dev.clew.client.Span> spans) {
    assertThat(spans).hasSize(2);
    dev.clew.client.Span call =
        spans.stream()
            .filter(span -> Long.parseLong(span.spanId(), 16) == SentTrace.CHILD_ID)
            .findFirst()
            .orElseThrow();
    assertThat(Long.parseLong(call.parentSpanId(), 16)).isEqualTo(SentTrace.PARENT_ID);
    ReadFacts read = new ReadFacts();
    read.put(Fact.NAME, call.name());
    read.put(Fact.KIND, call.kind());
    read.put(Fact.SERVICE, call.serviceName());
    read.times(
        nanos(call.start()) - SECOND_NANOS,
        Duration.between(call.start(), call.end()).toNanos(),
        true);
    Map<String, String> tags = objects(call.attributes());
    read.tags(tags);
    read.put(Fact.PEER, withoutType(tags.get(SentTrace.PEER_KEY)));
    read.put(Fact.RESOURCE, withoutType(objects(call.resource()).get(SentTrace.RESOURCE_KEY)));
    read.put(Fact.SCOPE, call.scopeName().isEmpty() ? null : call.scopeName());
    call.events()
        .forEach(
            event -> read.event(nanos(event.time()), event.name(), objects(event.attributes())));
    call.links()
        .forEach(link ->
            read.put(Fact.LINK, "span " + Long.toHexString(Long.parseLong(link.spanId(), 16))));
    if (call.isError()) {
      read.put(Fact.ERROR, call.statusMessage());
    }
    return read.facts;
  }

  private void jaegerTags(Map<String, String> tags) {
    tags(tags);
    put(Fact.KIND, withoutType(tags.get("span.kind")));
    put(Fact.SCOPE, withoutType(tags.get("otel.scope.name")));
    put(Fact.PEER, withoutType(tags.get(SentTrace.PEER_KEY)));
    if (tags.getOrDefault("error", "").endsWith("true")) {
      put(Fact.ERROR, withoutType(tags.get("otel.status_description")));
    }
  }

  private void tags(Map<String, String> tags) {
    put(Fact.TEXT, tags.get(SentTrace.TEXT_KEY));
    put(Fact.NUMBER, tags.get(SentTrace.NUMBER_KEY));
  }

  private void times(long nanosOfTheSecond, long durationNanos, boolean isExact) {
    put(Fact.START, SentTrace.micros(nanosOfTheSecond / 1000));
    put(Fact.DURATION, durationNanos / 1000 + " µs");
    long nanos = nanosOfTheSecond % 1000;
    put(Fact.NANOSECONDS, isExact && nanos != 0 ? Long.toString(nanos) : null);
  }

  private void event(long nanos, String name, Map<String, String> attributes) {
    StringBuilder text = new StringBuilder(SentTrace.event((nanos - SECOND_NANOS) / 1000, name));
    attributes.forEach((key, value) -> {
      if (!key.equals("event")) { // the name, which Jaeger keeps in a field
        text.append(' ').append(key).append('=').append(withoutType(value));
      }
    });
    put(Fact.EVENT, text.toString());
  }

  private void put(Fact fact, @Nullable String value) {
    if (value != null) {
      facts.put(fact, value);
    }
  }

  /** What Jaeger calls an event is a log with a field of that name. */
  private static String name(Map<String, String> fields) {
    return fields.getOrDefault("event", "").replaceFirst("^text ", "");
  }

  private static @Nullable String withoutType(@Nullable String typed) {
    return typed == null ? null : typed.substring(typed.indexOf(' ') + 1);
  }

  private interface Text<T> {
    String of(T value);
  }

  private static <T> Map<String, String> texts(List<T> list, Text<T> key, Text<T> value) {
    Map<String, String> texts = new LinkedHashMap<>();
    list.forEach(element -> texts.put(key.of(element), value.of(element)));
    return texts;
  }

  private static Map<String, String> texts(List<Entry> entries) {
    return texts(entries, Entry::key, entry -> text(entry.value()));
  }

  private static Map<String, String> texts(JsonNode tags) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (JsonNode tag : tags) {
      String type = tag.get("type").asString();
      texts.put(
          tag.get("key").asString(),
          (type.equals("string") ? "text " : type.equals("int64") ? "number " : type + " ")
              + tag.get("value").asString());
    }
    return texts;
  }

  private static String text(KeyValue tag) {
    return tag.getVType() == ValueType.STRING
        ? "text " + tag.getVStr()
        : tag.getVType() == ValueType.INT64
            ? "number " + tag.getVInt64()
            : tag.getVType() + " " + tag.getVBool();
  }

  private static String text(AttributeValue value) {
    return switch (value) {
      case StringValue(String text) -> "text " + text;
      case IntValue(long number) -> "number " + number;
      default -> "value " + value;
    };
  }

  private static Map<String, String> objects(Map<String, Object> attributes) {
    Map<String, String> texts = new LinkedHashMap<>();
    attributes.forEach(
        (key, value) -> texts.put(key, (value instanceof Long ? "number " : "text ") + value));
    return texts;
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }

  private static long id(com.google.protobuf.ByteString bytes) {
    return bytes.asReadOnlyByteBuffer().getLong();
  }
}
