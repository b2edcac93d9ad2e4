// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.DecodeReport;
import dev.clew.codec.MalformedPayloadException;
import dev.clew.codec.otlp.OtlpJsonReader;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.TraceId;
import dev.clew.query.http.ApiException;
import dev.clew.query.http.QueryCall;
import dev.clew.query.jaeger.Envelope.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * Turns OTLP JSON that the client sends into Jaeger's model: the UI shows files this way. Nothing
 * is stored.
 */
final class TransformRoute {

  void transform(QueryCall call) {
    List<Problem> problems = new ArrayList<>();
    SpanBatch batch = read(call.requestBody(), problems);
    Map<TraceId, List<Integer>> rowsByTrace = new LinkedHashMap<>();
    for (int row = 0; row < batch.spanCount(); row++) {
      rowsByTrace.computeIfAbsent(batch.traceId(row), id -> new ArrayList<>()).add(row);
    }
    call.writeJson(
        json -> Envelope.write(json, data -> write(data, batch, rowsByTrace), 0, problems));
  }

  private static SpanBatch read(byte[] body, List<Problem> problems) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    try {
      DecodeReport report =
          new OtlpJsonReader(DecodeLimits.defaults()).read(body, 0, body.length, builder);
      if (report.rejectedCount() > 0) {
        problems.add(
            new Problem(
                0,
                report.rejectedCount() + " spans left out; the first: " + report.firstMessage(),
                ""));
      }
    } catch (MalformedPayloadException malformed) {
      throw ApiException.badRequest("body: " + malformed.getMessage(), malformed);
    }
    return builder.build();
  }

  private static void write(
      JsonGenerator json, SpanBatch batch, Map<TraceId, List<Integer>> rowsByTrace) {
    json.writeStartArray();
    rowsByTrace.forEach(
        (id, rows) -> TraceJson.write(json, SpanJson.traceId(id.high(), id.low()), batch, rows));
    json.writeEndArray();
  }
}
