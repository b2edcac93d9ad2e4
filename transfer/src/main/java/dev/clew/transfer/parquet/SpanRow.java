// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer.parquet;

import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.Span;
import dev.clew.model.SpanId;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.model.TraceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.jspecify.annotations.Nullable;

/**
 * Turns a row with the columns of {@link SpanSchema} into the span that it was made of. What does
 * not fit is an {@link IllegalArgumentException} that names the column.
 *
 * <p>Threads: one at a time.
 */
final class SpanRow {

  private static final byte[] NO_BYTES = {};
  private static final String ENTRY = "key_value";
  private static final String KEY = "key";
  private static final String VALUE = "value";

  private long textChars;

  /** About how much room the text of the last span takes. */
  long textChars() {
    return textChars;
  }

  Span read(Group row) {
    textChars = 0;
    return new Span(
        resource(row),
        new Span.Scope(
            text(row, "scope_name"),
            text(row, "scope_version"),
            attributes(
                row, "scope_attributes", "scope_attribute_types", "scope_dropped_attributes_count"),
            text(row, "scope_schema_url")),
        traceId(row),
        spanId(row, "span_id"),
        has(row, "parent_span_id") ? spanId(row, "parent_span_id") : 0,
        text(row, "name"),
        kind(text(row, "kind")),
        row.getLong("start_time_unix_nano", 0),
        row.getLong("end_time_unix_nano", 0),
        new Span.Status(status(text(row, "status_code")), text(row, "status_message")),
        text(row, "trace_state"),
        row.getInteger("flags", 0),
        attributes(row),
        events(row),
        row.getInteger("dropped_events_count", 0),
        links(row),
        row.getInteger("dropped_links_count", 0),
        Span.Attributes.NONE);
  }

  private Span.Resource resource(Group row) {
    byte[] entityRefs =
        has(row, "resource_entity_refs")
            ? row.getBinary("resource_entity_refs", 0).getBytes()
            : NO_BYTES;
    return new Span.Resource(
        attributes(
            row,
            "resource_attributes",
            "resource_attribute_types",
            "resource_dropped_attributes_count"),
        text(row, "resource_schema_url"),
        new AttributeValue.BytesValue(entityRefs));
  }

  private List<Span.Event> events(Group row) {
    List<Span.Event> events = new ArrayList<>();
    for (Group event : elements(row, "events")) {
      events.add(
          new Span.Event(
              event.getLong("time_unix_nano", 0), text(event, "name"), attributes(event)));
    }
    return events;
  }

  private List<Span.Link> links(Group row) {
    List<Span.Link> links = new ArrayList<>();
    for (Group link : elements(row, "links")) {
      links.add(
          new Span.Link(
              traceId(link),
              spanId(link, "span_id"),
              text(link, "trace_state"),
              link.getInteger("flags", 0),
              attributes(link)));
    }
    return links;
  }

  private static List<Group> elements(Group row, String column) {
    return repeated(row, column, "list").stream()
        .map(entry -> entry.getGroup("element", 0))
        .toList();
  }

  /** What a list or a map has inside; nothing if it is null. */
  private static List<Group> repeated(Group of, String column, String field) {
    List<Group> groups = new ArrayList<>();
    if (has(of, column)) {
      Group inner = of.getGroup(column, 0);
      for (int i = 0; i < inner.getFieldRepetitionCount(field); i++) {
        groups.add(inner.getGroup(field, i));
      }
    }
    return groups;
  }

  private Span.Attributes attributes(Group of) {
    return attributes(of, "attributes", "attribute_types", "dropped_attributes_count");
  }

  private Span.Attributes attributes(Group of, String values, String types, String droppedCount) {
    Map<String, Queue<String>> typesByKey = new HashMap<>();
    for (Group type : repeated(of, types, ENTRY)) {
      typesByKey
          .computeIfAbsent(type.getString(KEY, 0), _ -> new ArrayDeque<>())
          .add(type.getString(VALUE, 0));
    }
    List<Entry> entries = new ArrayList<>();
    for (Group attribute : repeated(of, values, ENTRY)) {
      String key = attribute.getString(KEY, 0);
      String text = has(attribute, VALUE) ? attribute.getString(VALUE, 0) : null;
      textChars += key.length() + (text == null ? 0 : text.length());
      Queue<String> ofKey = typesByKey.get(key);
      entries.add(new Entry(key, value(values, key, text, ofKey == null ? null : ofKey.poll())));
    }
    return new Span.Attributes(entries, of.getInteger(droppedCount, 0));
  }

  private static AttributeValue value(
      String column, String key, @Nullable String text, @Nullable String type) {
    try {
      return AttributeTypes.value(text, type);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s[%s]: %s".formatted(column, key, e.getMessage()), e);
    }
  }

  /** The text of a column; empty where it was left out. */
  private String text(Group of, String column) {
    String text = has(of, column) ? of.getString(column, 0) : "";
    textChars += text.length();
    return text;
  }

  private static boolean has(Group of, String column) {
    return of.getFieldRepetitionCount(column) > 0;
  }

  private static TraceId traceId(Group of) {
    return TraceId.parse(of.getString("trace_id", 0));
  }

  private static long spanId(Group of, String column) {
    return SpanId.parse(of.getString(column, 0)).value();
  }

  private static SpanKind kind(String label) {
    return Stream.of(SpanKind.values())
        .filter(kind -> kind.label().equals(label))
        .findFirst()
        .orElseThrow(() -> unknown("kind", label, "server"));
  }

  private static StatusCode status(String label) {
    return Stream.of(StatusCode.values())
        .filter(code -> code.label().equals(label))
        .findFirst()
        .orElseThrow(() -> unknown("status_code", label, "error"));
  }

  private static IllegalArgumentException unknown(String column, String label, String example) {
    return new IllegalArgumentException(
        "%s: \"%s\" (expected: a word such as %s)".formatted(column, label, example));
  }
}
