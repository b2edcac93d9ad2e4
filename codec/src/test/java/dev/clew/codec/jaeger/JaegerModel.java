// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.BytesValue;
import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.testkit.Spans;
import io.jaegertracing.thriftjava.Batch;
import io.jaegertracing.thriftjava.SpanRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;

/**
 * A span in Jaeger's model, made of what was sent or of what was stored; tags in the order of their
 * text, since a set of them has none.
 */
@NullUnmarked // whatever Thrift generates may be null
record JaegerModel(
    String traceId,
    String spanId,
    String name,
    List<String> references,
    int flags,
    long startMicros,
    long durationMicros,
    List<String> tags,
    List<String> logs,
    String service,
    List<String> processTags,
    List<String> warnings) {

  private static final HexFormat HEX = HexFormat.of();

  /** What was sent. */
  static List<JaegerModel> of(Batch batch) {
    return batch.getSpans().stream()
        .map(span ->
            new JaegerModel(
                HEX.toHexDigits(span.getTraceIdHigh()) + HEX.toHexDigits(span.getTraceIdLow()),
                HEX.toHexDigits(span.getSpanId()),
                span.getOperationName(),
                list(span.getReferences()).stream().map(JaegerModel::reference).toList(),
                span.getFlags(),
                span.getStartTime(),
                span.getDuration(),
                tags(span.getTags()),
                list(span.getLogs()).stream()
                    .map(log -> log.getTimestamp() + " " + tags(log.getFields()))
                    .toList(),
                batch.getProcess().getServiceName(),
                tags(batch.getProcess().getTags()),
                List.of()))
        .toList();
  }

  private static String reference(SpanRef reference) {
    return reference.getRefType()
        + " "
        + HEX.toHexDigits(reference.getTraceIdHigh())
        + HEX.toHexDigits(reference.getTraceIdLow())
        + " "
        + HEX.toHexDigits(reference.getSpanId());
  }

  private static List<String> tags(List<io.jaegertracing.thriftjava.Tag> tags) {
    return list(tags).stream()
        .map(tag ->
            tag.getKey()
                + "="
                + switch (tag.getVType()) {
                  case STRING -> "string " + tag.getVStr();
                  case DOUBLE -> "double " + tag.getVDouble();
                  case BOOL -> "bool " + tag.isVBool();
                  case LONG -> "long " + tag.getVLong();
                  case BINARY -> "binary " + HEX.formatHex(tag.getVBinary());
                })
        .sorted()
        .toList();
  }

  private static <T> List<T> list(List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }

  /** What was stored, as a writer of Jaeger's formats makes it. */
  static List<JaegerModel> of(SpanBatch batch) {
    List<Span> spans = Spans.list(batch);
    List<JaegerModel> models = new ArrayList<>();
    for (int row = 0; row < spans.size(); row++) {
      JaegerOrigin origin = JaegerOrigin.of(batch, batch.resourceIndex(row));
      if (!origin.isJaeger()) {
        throw new AssertionError("not marked as Jaeger's");
      }
      models.add(of(spans.get(row), origin));
    }
    return models;
  }

  private static JaegerModel of(Span span, JaegerOrigin origin) {
    List<Entry> resource = span.resource().attributes().entries();
    return new JaegerModel(
        HEX.toHexDigits(span.traceId().high()) + HEX.toHexDigits(span.traceId().low()),
        HEX.toHexDigits(span.spanId()),
        span.name(),
        references(span),
        span.flags(),
        Math.floorDiv(span.startNanos(), 1000),
        (span.endNanos() - span.startNanos()) / 1000,
        sorted(
            span.attributes().entries().stream()
                .filter(entry -> !entry.key().equals(JaegerOrigin.WARNINGS_KEY))
                .map(JaegerModel::text)
                .toList()),
        span.events().stream()
            .map(event -> Math.floorDiv(event.timeNanos(), 1000) + " " + fields(event))
            .toList(),
        resource.stream()
            .filter(entry -> entry.key().equals("service.name"))
            .map(entry -> ((StringValue) entry.value()).value())
            .findFirst()
            .orElse(""),
        sorted(
            resource.stream()
                .filter(entry ->
                    !entry.key().equals("service.name")
                        && !entry.key().equals(JaegerOrigin.FORMAT_KEY))
                .map(entry -> text(asSent(entry, origin)))
                .toList()),
        warnings(span));
  }

  private static Entry asSent(Entry entry, JaegerOrigin origin) {
    return entry.value() instanceof StringValue(String text)
        ? new Entry(
            origin.keyAsSent(entry.key()), new StringValue(origin.valueAsSent(entry.key(), text)))
        : entry;
  }

  private static List<String> warnings(Span span) {
    return span.attributes().entries().stream()
        .filter(entry -> entry.key().equals(JaegerOrigin.WARNINGS_KEY))
        .flatMap(entry -> ((ArrayValue) entry.value()).values().stream())
        .map(value -> ((StringValue) value).value())
        .toList();
  }

  private static List<String> references(Span span) {
    List<String> references = new ArrayList<>();
    String ownTrace =
        HEX.toHexDigits(span.traceId().high()) + HEX.toHexDigits(span.traceId().low());
    List<String> links =
        span.links().stream()
            .map(link ->
                (text(link.attributes().entries().getFirst()).endsWith("child_of")
                        ? "CHILD_OF "
                        : "FOLLOWS_FROM ")
                    + HEX.toHexDigits(link.traceId().high())
                    + HEX.toHexDigits(link.traceId().low())
                    + " "
                    + HEX.toHexDigits(link.spanId()))
            .toList();
    String parent = ownTrace + " " + HEX.toHexDigits(span.parentSpanId());
    if (span.parentSpanId() != 0 && links.stream().noneMatch(link -> link.endsWith(parent))) {
      references.add("CHILD_OF " + parent);
    }
    references.addAll(links);
    return references;
  }

  private static List<String> fields(Span.Event event) {
    List<String> fields =
        new ArrayList<>(event.attributes().entries().stream().map(JaegerModel::text).toList());
    if (!event.name().isEmpty()
        && event.attributes().entries().stream().noneMatch(entry -> entry.key().equals("event"))) {
      fields.add("event=string " + event.name());
    }
    return sorted(fields);
  }

  private static String text(Entry entry) {
    AttributeValue value = entry.value();
    return entry.key()
        + "="
        + switch (value) {
          case StringValue(String text) -> "string " + text;
          case DoubleValue(double number) -> "double " + number;
          case BoolValue(boolean truth) -> "bool " + truth;
          case IntValue(long number) -> "long " + number;
          case BytesValue(byte[] bytes) -> "binary " + HEX.formatHex(bytes);
          default -> value.toString();
        };
  }

  private static List<String> sorted(List<String> texts) {
    return texts.stream().sorted(Comparator.naturalOrder()).toList();
  }
}
