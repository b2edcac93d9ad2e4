// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer.parquet;

import dev.clew.model.AttributeScope;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanId;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.model.TraceId;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.jspecify.annotations.Nullable;

/** Turns spans into records of {@link SpanSchema}. */
final class SpanRecords extends WriteSupport<SpanRecords.Row> {

  private static final int NANOS_PER_MICRO = 1_000;
  private static final String LIST = "list";
  private static final String ELEMENT = "element";
  private static final GroupType EVENT = element("events");
  private static final GroupType LINK = element("links");

  private final Binary[] kinds =
      Arrays.stream(SpanKind.values())
          .map(kind -> Binary.fromString(kind.label()))
          .toArray(Binary[]::new);
  private final Binary[] statusCodes =
      Arrays.stream(StatusCode.values())
          .map(code -> Binary.fromString(code.label()))
          .toArray(Binary[]::new);
  private @Nullable Output output;

  /** A span of a batch. */
  record Row(SpanBatch batch, int row) {}

  private record Output(
      RecordConsumer records, GroupFields span, GroupFields event, GroupFields link) {}

  @SuppressWarnings("deprecation") // abstract, and of no use without Hadoop
  @Override
  public WriteContext init(Configuration configuration) {
    throw new UnsupportedOperationException("Hadoop (expected: a plain configuration)");
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(SpanSchema.TYPE, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer records) {
    output =
        new Output(
            records,
            new GroupFields(SpanSchema.TYPE, records),
            new GroupFields(EVENT, records),
            new GroupFields(LINK, records));
  }

  @Override
  public void write(Row row) {
    Output out = output;
    if (out == null) {
      throw new IllegalStateException("output: none (expected: prepared)");
    }
    out.records.startMessage();
    identity(row.batch, row.row, out.span);
    times(row.batch, row.row, out.span);
    attributes(row.batch, row.row, out.span);
    events(row.batch, row.row, out);
    links(row.batch, row.row, out);
    out.records.endMessage();
  }

  private void identity(SpanBatch batch, int row, GroupFields span) {
    span.text("trace_id", Binary.fromString(batch.traceId(row).toHex()));
    span.text("span_id", Binary.fromString(SpanId.toHex(batch.spanId(row))));
    if (batch.parentSpanId(row) != 0) {
      span.text("parent_span_id", Binary.fromString(SpanId.toHex(batch.parentSpanId(row))));
    }
    span.optionalText("trace_state", batch.strings(), batch.traceStateRef(row));
    span.count("flags", batch.flags(row));
    int resource = batch.resourceIndex(row);
    span.optionalText("service_name", batch.strings(), batch.serviceNameRef(resource));
    span.text("name", batch.strings(), batch.nameRef(row));
    span.text("kind", kinds[batch.kind(row).ordinal()]);
  }

  private void times(SpanBatch batch, int row, GroupFields span) {
    span.number("start_time", Math.floorDiv(batch.startNanos(row), NANOS_PER_MICRO));
    span.number("start_time_unix_nano", batch.startNanos(row));
    span.number("end_time_unix_nano", batch.endNanos(row));
    span.number("duration_nanos", batch.durationNanos(row));
    span.text("status_code", statusCodes[batch.status(row).ordinal()]);
    span.optionalText("status_message", batch.strings(), batch.statusMessageRef(row));
  }

  private static void attributes(SpanBatch batch, int row, GroupFields span) {
    int scope = batch.scopeIndex(row);
    int resource = batch.scopeResourceIndex(scope);
    span.attributes("attributes", "attribute_types", batch, AttributeScope.SPAN, row);
    span.count("dropped_attributes_count", batch.droppedAttributesCount(row));
    span.attributes("derived_attributes", batch, AttributeScope.DERIVED, row);
    span.attributes(
        "resource_attributes",
        "resource_attribute_types",
        batch,
        AttributeScope.RESOURCE,
        resource);
    span.count("resource_dropped_attributes_count", batch.resourceDroppedAttributesCount(resource));
    span.optionalText(
        "resource_entity_refs", batch.strings(), batch.resourceEntityRefsRef(resource));
    span.optionalText("resource_schema_url", batch.strings(), batch.resourceSchemaUrlRef(resource));
    span.optionalText("scope_name", batch.strings(), batch.scopeNameRef(scope));
    span.optionalText("scope_version", batch.strings(), batch.scopeVersionRef(scope));
    span.optionalText("scope_schema_url", batch.strings(), batch.scopeSchemaUrlRef(scope));
    span.attributes(
        "scope_attributes", "scope_attribute_types", batch, AttributeScope.SCOPE, scope);
    span.count("scope_dropped_attributes_count", batch.scopeDroppedAttributesCount(scope));
  }

  private static void events(SpanBatch batch, int row, Output out) {
    beginList("events", batch.eventBegin(row) < batch.eventEnd(row), out.records);
    for (int event = batch.eventBegin(row); event < batch.eventEnd(row); event++) {
      beginElement(out.records);
      out.event.number("time", Math.floorDiv(batch.eventTimeNanos(event), NANOS_PER_MICRO));
      out.event.number("time_unix_nano", batch.eventTimeNanos(event));
      out.event.text("name", batch.strings(), batch.eventNameRef(event));
      out.event.attributes("attributes", "attribute_types", batch, AttributeScope.EVENT, event);
      out.event.count("dropped_attributes_count", batch.eventDroppedAttributesCount(event));
      endElement(out.records);
    }
    endList("events", batch.eventBegin(row) < batch.eventEnd(row), out.records);
    out.span.count("dropped_events_count", batch.droppedEventsCount(row));
  }

  private static void links(SpanBatch batch, int row, Output out) {
    beginList("links", batch.linkBegin(row) < batch.linkEnd(row), out.records);
    for (int link = batch.linkBegin(row); link < batch.linkEnd(row); link++) {
      TraceId traceId = new TraceId(batch.linkTraceIdHigh(link), batch.linkTraceIdLow(link));
      beginElement(out.records);
      out.link.text("trace_id", Binary.fromString(traceId.toHex()));
      out.link.text("span_id", Binary.fromString(SpanId.toHex(batch.linkSpanId(link))));
      out.link.optionalText("trace_state", batch.strings(), batch.linkTraceStateRef(link));
      out.link.count("flags", batch.linkFlags(link));
      out.link.attributes("attributes", "attribute_types", batch, AttributeScope.LINK, link);
      out.link.count("dropped_attributes_count", batch.linkDroppedAttributesCount(link));
      endElement(out.records);
    }
    endList("links", batch.linkBegin(row) < batch.linkEnd(row), out.records);
    out.span.count("dropped_links_count", batch.droppedLinksCount(row));
  }

  private static void beginList(String name, boolean hasElements, RecordConsumer records) {
    records.startField(name, SpanSchema.TYPE.getFieldIndex(name));
    records.startGroup();
    if (hasElements) {
      records.startField(LIST, 0);
    }
  }

  private static void endList(String name, boolean hasElements, RecordConsumer records) {
    if (hasElements) {
      records.endField(LIST, 0);
    }
    records.endGroup();
    records.endField(name, SpanSchema.TYPE.getFieldIndex(name));
  }

  private static void beginElement(RecordConsumer records) {
    records.startGroup();
    records.startField(ELEMENT, 0);
    records.startGroup();
  }

  private static void endElement(RecordConsumer records) {
    records.endGroup();
    records.endField(ELEMENT, 0);
    records.endGroup();
  }

  private static GroupType element(String list) {
    return SpanSchema.TYPE.getType(list, LIST, ELEMENT).asGroupType();
  }
}
