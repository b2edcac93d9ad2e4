// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.adjust;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.model.SpanAppender;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanCopier;
import dev.clew.model.SpanCursor;
import dev.clew.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes the spans anew that have changed, and those whose content has to: addresses that were sent
 * as numbers, attributes of the instrumentation library that belong to the resource, links that
 * point nowhere. A batch in which nothing changes stays.
 */
final class AdjustedSpans {

  private static final String WARNINGS_KEY = "@jaeger@warnings";
  private static final Set<String> ADDRESS_KEYS = Set.of("ip", "peer.ipv4");
  private static final Set<String> LIBRARY_KEYS =
      Set.of(
          "telemetry.sdk.language",
          "telemetry.sdk.name",
          "telemetry.sdk.version",
          "telemetry.distro.name",
          "telemetry.distro.version");

  private final AdjustableTrace trace;

  AdjustedSpans(AdjustableTrace trace) {
    this.trace = trace;
  }

  List<SpanBatch> batches() {
    List<SpanBatch> adjusted = new ArrayList<>();
    for (int i = 0; i < trace.batches().size(); i++) {
      adjusted.add(batch(trace.batches().get(i), trace.firstSpan(i)));
    }
    return adjusted;
  }

  private SpanBatch batch(SpanBatch batch, int firstSpan) {
    boolean[] changes = changes(batch, firstSpan);
    boolean any = false;
    for (boolean change : changes) {
      any |= change;
    }
    if (!any) {
      return batch;
    }
    SpanBatchBuilder builder = new SpanBatchBuilder();
    SpanCopier copier = new SpanCopier(builder);
    SpanAppender appender = new SpanAppender(builder);
    SpanCursor cursor = new SpanCursor(batch);
    for (int row = 0; row < batch.spanCount(); row++) {
      if (changes[row]) {
        appender.add(adjusted(cursor.at(row).toSpan(), firstSpan + row));
      } else {
        copier.copy(batch, row);
      }
    }
    return builder.build();
  }

  private boolean[] changes(SpanBatch batch, int firstSpan) {
    boolean[] changes = new boolean[batch.spanCount()];
    int[] addressKeys = references(batch, ADDRESS_KEYS);
    int[] libraryKeys = references(batch, LIBRARY_KEYS);
    AttributeTable ofSpans = batch.attributes(AttributeScope.SPAN);
    AttributeTable ofResources = batch.attributes(AttributeScope.RESOURCE);
    for (int row = 0; row < changes.length; row++) {
      changes[row] =
          trace.isChanged(firstSpan + row)
              || hasNumber(ofSpans, row, addressKeys)
              || hasNumber(ofResources, batch.resourceIndex(row), addressKeys)
              || hasAny(ofSpans, row, libraryKeys)
              || hasEmptyLink(batch, row);
    }
    return changes;
  }

  private static int[] references(SpanBatch batch, Set<String> keys) {
    return keys.stream()
        .mapToInt(batch.strings()::find)
        .filter(reference -> reference >= 0)
        .toArray();
  }

  private static boolean hasNumber(AttributeTable table, int owner, int[] keyRefs) {
    for (int keyRef : keyRefs) {
      int entry = table.find(owner, keyRef);
      if (entry >= 0
          && (table.type(entry) == ValueType.INT || table.type(entry) == ValueType.DOUBLE)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasAny(AttributeTable table, int owner, int[] keyRefs) {
    for (int keyRef : keyRefs) {
      if (table.find(owner, keyRef) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasEmptyLink(SpanBatch batch, int row) {
    for (int link = batch.linkBegin(row), end = batch.linkEnd(row); link < end; link++) {
      if (batch.linkTraceIdHigh(link) == 0 && batch.linkTraceIdLow(link) == 0) {
        return true;
      }
    }
    return false;
  }

  private Span adjusted(Span sent, int index) {
    List<String> warnings = new ArrayList<>(trace.warnings(index));
    List<Entry> onSpan = new ArrayList<>();
    Map<String, AttributeValue> onResource = new TreeMap<>();
    List<Entry> resource = addresses(sent.resource().attributes().entries());
    for (Entry entry : addresses(sent.attributes().entries())) {
      Optional<AttributeValue> there = find(resource, entry.key());
      if (!LIBRARY_KEYS.contains(entry.key())) {
        onSpan.add(entry);
      } else if (there.isEmpty() || there.get().equals(entry.value())) {
        onResource.put(entry.key(), entry.value());
      } else {
        onSpan.add(entry);
        warnings.add("conflicting values between Span and Resource for attribute " + entry.key());
      }
    }
    onResource.forEach((key, value) -> {
      if (find(resource, key).isEmpty()) {
        resource.add(new Entry(key, value));
      }
    });
    List<Span.Link> links = sent.links().stream().filter(link -> link.traceId().isValid()).toList();
    if (links.size() < sent.links().size()) {
      warnings.add("Invalid span link removed");
    }
    return rebuilt(sent, index, resource, withWarnings(onSpan, warnings), links);
  }

  private Span rebuilt(
      Span sent, int index, List<Entry> resource, List<Entry> attributes, List<Span.Link> links) {
    long shiftNanos = trace.shiftNanos(index);
    return new Span(
        new Span.Resource(
            new Span.Attributes(resource, sent.resource().attributes().droppedCount()),
            sent.resource().schemaUrl(),
            sent.resource().entityRefs()),
        sent.scope(),
        sent.traceId(),
        trace.spanId(index),
        trace.parentSpanId(index),
        sent.name(),
        sent.kind(),
        sent.startNanos() + shiftNanos,
        sent.endNanos() + shiftNanos,
        sent.status(),
        sent.traceState(),
        sent.flags(),
        new Span.Attributes(attributes, sent.attributes().droppedCount()),
        sent.events().stream()
            .map(event ->
                new Span.Event(event.timeNanos() + shiftNanos, event.name(), event.attributes()))
            .toList(),
        sent.droppedEventsCount(),
        links,
        sent.droppedLinksCount(),
        sent.derived());
  }

  private static List<Entry> withWarnings(List<Entry> attributes, List<String> warnings) {
    if (warnings.isEmpty()) {
      return attributes;
    }
    List<AttributeValue> all = new ArrayList<>();
    find(attributes, WARNINGS_KEY)
        .ifPresent(sent -> {
          if (sent instanceof ArrayValue(List<AttributeValue> values)) {
            all.addAll(values);
          } else {
            all.add(sent);
          }
        });
    warnings.forEach(warning -> all.add(new StringValue(warning)));
    List<Entry> changed =
        new ArrayList<>(
            attributes.stream().filter(entry -> !entry.key().equals(WARNINGS_KEY)).toList());
    changed.add(new Entry(WARNINGS_KEY, new ArrayValue(all)));
    return changed;
  }

  private static Optional<AttributeValue> find(List<Entry> entries, String key) {
    return entries.stream().filter(entry -> entry.key().equals(key)).findFirst().map(Entry::value);
  }

  private static List<Entry> addresses(List<Entry> entries) {
    List<Entry> changed = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      changed.add(
          ADDRESS_KEYS.contains(entry.key())
              ? new Entry(entry.key(), address(entry.value()))
              : entry);
    }
    return changed;
  }

  /** The four bytes of a number, with dots between them. */
  private static AttributeValue address(AttributeValue value) {
    return switch (value) {
      case IntValue(long number) -> dotted((int) number);
      case DoubleValue(double number) -> dotted((int) (long) number);
      default -> value;
    };
  }

  private static StringValue dotted(int address) {
    return new StringValue(
        (address >>> 24)
            + "."
            + (address >>> 16 & 0xff)
            + "."
            + (address >>> 8 & 0xff)
            + "."
            + (address & 0xff));
  }
}
