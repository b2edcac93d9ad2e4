// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.codec.jaeger.JaegerOrigin;
import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.BytesTable;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.model.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tags of one span, sorted by key. */
final class ZipkinTags {

  /** One of them. */
  record Tag(String key, String value) {}

  /** What the local endpoint says, and what is only said to ourselves. */
  private static final Set<String> OMITTED_OF_RESOURCE =
      Set.of("service.name", JaegerOrigin.FORMAT_KEY);

  private static final Comparator<Tag> ORDER = Comparator.comparing(Tag::key);

  private final SpanBatch batch;
  private final BytesTable strings;
  private final ZipkinView view;
  private final ZipkinText text;
  private final int row;
  private final List<Tag> tags = new ArrayList<>();

  ZipkinTags(SpanBatch batch, ZipkinView view, ZipkinText text, int row) {
    this.batch = batch;
    this.strings = batch.strings();
    this.view = view;
    this.text = text;
    this.row = row;
  }

  /** Those that were sent, of a span that came in by a Zipkin format. */
  List<Tag> asSent() {
    AttributeTable table = batch.attributes(AttributeScope.SPAN);
    for (int entry = table.begin(row); entry < table.end(row); entry++) {
      String key = strings.string(table.keyRef(entry));
      if (table.type(entry) == ValueType.STRING) {
        if (view.isTag(row, table.keyRef(entry))) {
          add(key, strings.string(table.valueRef(entry)));
        } else if (key.startsWith(ZipkinAttributes.TAG_PREFIX)) {
          add(
              key.substring(ZipkinAttributes.TAG_PREFIX.length()),
              strings.string(table.valueRef(entry)));
        }
      }
    }
    fields();
    tags.sort(ORDER);
    return tags;
  }

  /** Those that say what the fields and attributes of another span say. */
  List<Tag> translated() {
    fields();
    status();
    count("otel.dropped_attributes_count", batch.droppedAttributesCount(row));
    count("otel.dropped_events_count", batch.droppedEventsCount(row));
    count("otel.dropped_links_count", batch.droppedLinksCount(row));
    for (int link = batch.linkBegin(row); link < batch.linkEnd(row); link++) {
      add("otlp.link." + (link - batch.linkBegin(row)), text.ofLink(link));
    }
    int scope = batch.scopeIndex(row);
    Set<String> keys = new HashSet<>();
    tags.forEach(tag -> keys.add(tag.key));
    attributes(AttributeScope.SPAN, row, keys);
    attributes(AttributeScope.RESOURCE, batch.scopeResourceIndex(scope), keys);
    attributes(AttributeScope.SCOPE, scope, keys);
    tags.sort(ORDER);
    return tags;
  }

  private void attributes(AttributeScope scope, int owner, Set<String> keys) {
    AttributeTable table = batch.attributes(scope);
    for (int entry = table.begin(owner); entry < table.end(owner); entry++) {
      String key = strings.string(table.keyRef(entry));
      boolean isOmitted = scope == AttributeScope.RESOURCE && OMITTED_OF_RESOURCE.contains(key);
      if (!isOmitted && keys.add(key)) {
        String value = text.ofValue(table.value(entry, strings));
        // To Zipkin a span with this tag is an error, whatever the tag says.
        if (!key.equals(ZipkinAttributes.ERROR_TAG) || !value.equals("false")) {
          add(key, value);
        }
      }
    }
  }

  private void fields() {
    int scope = batch.scopeIndex(row);
    field(ZipkinAttributes.SCOPE_NAME_TAG, batch.scopeNameRef(scope));
    field(ZipkinAttributes.SCOPE_VERSION_TAG, batch.scopeVersionRef(scope));
    field(ZipkinAttributes.TRACE_STATE_TAG, batch.traceStateRef(row));
    if (batch.kind(row) == SpanKind.INTERNAL) {
      add(ZipkinAttributes.KIND_TAG, SpanKind.INTERNAL.label());
    }
  }

  private void status() {
    StatusCode status = batch.status(row);
    if (status == StatusCode.UNSET) {
      return;
    }
    add(ZipkinAttributes.STATUS_TAG, status.name());
    field(ZipkinAttributes.STATUS_MESSAGE_TAG, batch.statusMessageRef(row));
    if (status == StatusCode.ERROR) {
      String message = strings.string(batch.statusMessageRef(row));
      add(ZipkinAttributes.ERROR_TAG, message.isEmpty() ? "true" : message);
    }
  }

  private void count(String key, int count) {
    if (count != 0) {
      add(key, Integer.toUnsignedString(count));
    }
  }

  private void field(String key, int reference) {
    if (strings.length(reference) > 0) {
      add(key, strings.string(reference));
    }
  }

  private void add(String key, String value) {
    tags.add(new Tag(key, value));
  }
}
