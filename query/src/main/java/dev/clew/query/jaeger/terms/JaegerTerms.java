// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.terms;

import dev.clew.codec.jaeger.JaegerOrigin;
import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.BytesTable;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.model.ValueType;
import dev.clew.store.query.PlainText;
import java.util.List;

/**
 * The spans of one batch in Jaeger's terms.
 *
 * <p>Where the models differ: fields that only OTLP has become tags ({@code span.kind}, {@code
 * otel.…}, {@code error}, {@code w3c.tracestate}); parent and links become references. A span that
 * ends before it begins takes no time. Attributes of links and of instrumentation scopes have no
 * place in Jaeger's model.
 *
 * <p>Spans that came in by Jaeger's own protocols go out as they came, see {@link JaegerOrigin}.
 *
 * <p>Threads: safe for any number of readers, as the batch is.
 */
public final class JaegerTerms {

  /** Where Jaeger's pipeline keeps what it has to say about a span. */
  public static final String WARNINGS_KEY = JaegerOrigin.WARNINGS_KEY;

  private static final int W3C_FLAGS = 0xff;

  private final SpanBatch batch;
  private final BytesTable strings;
  private final int warningsKeyRef;
  private final int refTypeKeyRef;
  private final int eventKeyRef;
  private final int formatKeyRef;

  /** The spans of this batch. */
  public JaegerTerms(SpanBatch batch) {
    this.batch = batch;
    this.strings = batch.strings();
    this.warningsKeyRef = strings.find(WARNINGS_KEY);
    this.refTypeKeyRef = strings.find("opentracing.ref_type");
    this.eventKeyRef = strings.find("event");
    this.formatKeyRef = strings.find(JaegerOrigin.FORMAT_KEY);
  }

  /** The batch. */
  public SpanBatch batch() {
    return batch;
  }

  /** The flags of a span that Jaeger knows. */
  public int flags(int row) {
    return batch.flags(row) & W3C_FLAGS;
  }

  /** The name of the service that a resource belongs to; never empty. */
  public String serviceName(int resource) {
    int reference = batch.serviceNameRef(resource);
    return ServiceName.toJaeger(reference < 0 ? "" : strings.string(reference));
  }

  /** The tags of the process that a resource is: all but its service name. */
  public void processTags(int resource, TagSink tags) {
    int omittedKeyRef = batch.serviceNameRef(resource) < 0 ? -1 : strings.find("service.name");
    if (formatKeyRef < 0) {
      attributes(AttributeScope.RESOURCE, resource, omittedKeyRef, tags);
      return;
    }
    JaegerOrigin origin = JaegerOrigin.of(batch, resource);
    AttributeTable table = batch.attributes(AttributeScope.RESOURCE);
    for (int entry = table.begin(resource), end = table.end(resource); entry < end; entry++) {
      int keyRef = table.keyRef(entry);
      if (keyRef != omittedKeyRef && keyRef != formatKeyRef) {
        processTag(origin, table, entry, tags);
      }
    }
  }

  private void processTag(JaegerOrigin origin, AttributeTable table, int entry, TagSink tags) {
    String key = strings.string(table.keyRef(entry));
    String keyAsSent = origin.keyAsSent(key);
    if (keyAsSent.equals(key) || table.type(entry) != ValueType.STRING) {
      tags.attribute(table, entry, strings);
    } else {
      tags.text(keyAsSent, origin.valueAsSent(key, strings.string(table.valueRef(entry))));
    }
  }

  /** The references of a span, its parent first. */
  public void references(int row, ReferenceSink references) {
    long parentSpanId = batch.parentSpanId(row);
    int parentLink = parentSpanId == 0 ? -1 : parentLink(row);
    if (parentSpanId != 0) {
      references.reference(
          parentLink < 0 || isChildOf(parentLink),
          batch.traceIdHigh(row),
          batch.traceIdLow(row),
          parentSpanId);
    }
    for (int link = batch.linkBegin(row), end = batch.linkEnd(row); link < end; link++) {
      if (link != parentLink) {
        references.reference(
            isChildOf(link),
            batch.linkTraceIdHigh(link),
            batch.linkTraceIdLow(link),
            batch.linkSpanId(link));
      }
    }
  }

  /** The tags of a span. */
  public void tags(int row, TagSink tags) {
    if (formatKeyRef >= 0 && JaegerOrigin.of(batch, batch.resourceIndex(row)).isJaeger()) {
      attributes(AttributeScope.SPAN, row, warningsKeyRef, tags);
      return;
    }
    int scope = batch.scopeIndex(row);
    textUnlessEmpty("otel.scope.name", batch.scopeNameRef(scope), tags);
    textUnlessEmpty("otel.scope.version", batch.scopeVersionRef(scope), tags);
    attributes(AttributeScope.SPAN, row, warningsKeyRef, tags);
    if (batch.kind(row) != SpanKind.UNSPECIFIED) {
      tags.text("span.kind", batch.kind(row).label());
    }
    if (batch.status(row) != StatusCode.UNSET) {
      tags.text("otel.status_code", batch.status(row).name());
    }
    if (batch.status(row) == StatusCode.ERROR) {
      tags.bool("error", true);
    }
    textUnlessEmpty("otel.status_description", batch.statusMessageRef(row), tags);
    textUnlessEmpty("w3c.tracestate", batch.traceStateRef(row), tags);
  }

  /** The fields of the log that an event is. */
  public void logFields(int event, TagSink fields) {
    if (eventKeyRef < 0 || batch.attributes(AttributeScope.EVENT).find(event, eventKeyRef) < 0) {
      textUnlessEmpty("event", batch.eventNameRef(event), fields);
    }
    attributes(AttributeScope.EVENT, event, -1, fields);
  }

  /** What there is to warn of about a span. */
  public List<String> warnings(int row) {
    AttributeTable table = batch.attributes(AttributeScope.SPAN);
    int entry = warningsKeyRef < 0 ? -1 : table.find(row, warningsKeyRef);
    if (entry < 0) {
      return List.of();
    }
    AttributeValue warnings = table.value(entry, strings);
    return warnings instanceof ArrayValue list
        ? list.values().stream().map(PlainText::of).toList()
        : List.of(PlainText.of(warnings));
  }

  /** The first link that points to the span's own parent, or -1: it says what kind of parent. */
  private int parentLink(int row) {
    for (int link = batch.linkBegin(row), end = batch.linkEnd(row); link < end; link++) {
      if (batch.linkSpanId(link) == batch.parentSpanId(row)
          && batch.linkTraceIdLow(link) == batch.traceIdLow(row)
          && batch.linkTraceIdHigh(link) == batch.traceIdHigh(row)) {
        return link;
      }
    }
    return -1;
  }

  private boolean isChildOf(int link) {
    AttributeTable table = batch.attributes(AttributeScope.LINK);
    int entry = refTypeKeyRef < 0 ? -1 : table.find(link, refTypeKeyRef);
    return entry >= 0
        && table.type(entry) == ValueType.STRING
        && strings.string(table.valueRef(entry)).equals("child_of");
  }

  private void attributes(AttributeScope scope, int owner, int omittedKeyRef, TagSink tags) {
    AttributeTable table = batch.attributes(scope);
    for (int entry = table.begin(owner), end = table.end(owner); entry < end; entry++) {
      if (table.keyRef(entry) != omittedKeyRef) {
        tags.attribute(table, entry, strings);
      }
    }
  }

  private void textUnlessEmpty(String key, int reference, TagSink tags) {
    if (reference != BytesTable.EMPTY) {
      tags.text(key, strings.string(reference));
    }
  }
}
