// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.grpc;

import com.google.protobuf.ByteString;
import dev.clew.model.AttributeTable;
import dev.clew.model.BytesTable;
import dev.clew.model.SpanBatch;
import dev.clew.proto.jaeger.api_v2.KeyValue;
import dev.clew.proto.jaeger.api_v2.Log;
import dev.clew.proto.jaeger.api_v2.Process;
import dev.clew.proto.jaeger.api_v2.Span;
import dev.clew.proto.jaeger.api_v2.SpanRef;
import dev.clew.proto.jaeger.api_v2.SpanRefType;
import dev.clew.proto.jaeger.api_v2.ValueType;
import dev.clew.query.jaeger.terms.JaegerTerms;
import dev.clew.query.jaeger.terms.TagSink;
import dev.clew.store.query.PlainText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one batch as messages of Jaeger's first data model, see {@link JaegerTerms}. Each
 * brings its process along.
 */
final class ApiV2Spans {

  private final JaegerTerms terms;
  private final SpanBatch batch;
  private final @Nullable Process[] processes;

  ApiV2Spans(SpanBatch batch) {
    this.terms = new JaegerTerms(batch);
    this.batch = batch;
    this.processes = new Process[batch.resourceCount()];
  }

  Span span(int row) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(ProtoIds.trace(batch.traceIdHigh(row), batch.traceIdLow(row)))
            .setSpanId(ProtoIds.span(batch.spanId(row)))
            .setOperationName(batch.strings().string(batch.nameRef(row)))
            .setFlags(terms.flags(row))
            .setStartTime(ProtoTimes.timestamp(batch.startNanos(row)))
            .setDuration(ProtoTimes.duration(batch.durationNanos(row)))
            .setProcess(process(batch.resourceIndex(row)))
            .addAllWarnings(terms.warnings(row));
    terms.references(
        row,
        (isChildOf, high, low, spanId) ->
            span.addReferences(
                SpanRef.newBuilder()
                    .setRefType(isChildOf ? SpanRefType.CHILD_OF : SpanRefType.FOLLOWS_FROM)
                    .setTraceId(ProtoIds.trace(high, low))
                    .setSpanId(ProtoIds.span(spanId))));
    Tags tags = new Tags();
    terms.tags(row, tags);
    span.addAllTags(tags.collected);
    for (int event = batch.eventBegin(row), end = batch.eventEnd(row); event < end; event++) {
      Tags fields = new Tags();
      terms.logFields(event, fields);
      span.addLogs(
          Log.newBuilder()
              .setTimestamp(ProtoTimes.timestamp(batch.eventTimeNanos(event)))
              .addAllFields(fields.collected));
    }
    return span.build();
  }

  private Process process(int resource) {
    Process process = processes[resource];
    if (process == null) {
      Tags tags = new Tags();
      terms.processTags(resource, tags);
      process =
          Process.newBuilder()
              .setServiceName(terms.serviceName(resource))
              .addAllTags(tags.collected)
              .build();
      processes[resource] = process;
    }
    return process;
  }

  private static final class Tags implements TagSink {

    private final List<KeyValue> collected = new ArrayList<>();

    @Override
    public void text(String key, String value) {
      collected.add(KeyValue.newBuilder().setKey(key).setVStr(value).build());
    }

    @Override
    public void bool(String key, boolean value) {
      collected.add(
          KeyValue.newBuilder().setKey(key).setVType(ValueType.BOOL).setVBool(value).build());
    }

    @Override
    public void attribute(AttributeTable table, int entry, BytesTable strings) {
      KeyValue.Builder tag = KeyValue.newBuilder().setKey(strings.string(table.keyRef(entry)));
      long bits = table.bits(entry);
      KeyValue.Builder _ =
          switch (table.type(entry)) {
            case EMPTY -> tag;
            case STRING -> tag.setVStr(strings.string(table.valueRef(entry)));
            case BOOL -> tag.setVType(ValueType.BOOL).setVBool(bits != 0);
            case INT -> tag.setVType(ValueType.INT64).setVInt64(bits);
            case DOUBLE ->
                tag.setVType(ValueType.FLOAT64).setVFloat64(Double.longBitsToDouble(bits));
            case BYTES ->
                tag.setVType(ValueType.BINARY)
                    .setVBinary(ByteString.copyFrom(strings.copy(table.valueRef(entry))));
            case ARRAY, KVLIST -> tag.setVStr(PlainText.of(table.value(entry, strings)));
          };
      collected.add(tag.build());
    }
  }
}
