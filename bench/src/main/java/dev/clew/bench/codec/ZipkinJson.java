// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.codec;

import dev.clew.codec.zipkin.ZipkinJsonWriter;
import dev.clew.model.SpanBatch;
import dev.clew.store.query.PlainText;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Spans as Zipkin's reporters send them: an array of the v2 model in JSON. */
public final class ZipkinJson {

  private static final JsonMapper MAPPER = new JsonMapper();

  private ZipkinJson() {}

  /** A request with all spans of a batch. */
  public static byte[] of(SpanBatch batch) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = MAPPER.createGenerator(out)) {
      json.writeStartArray();
      ZipkinJsonWriter writer = new ZipkinJsonWriter(json, batch, PlainText::of);
      for (int row = 0; row < batch.spanCount(); row++) {
        writer.write(row);
      }
      json.writeEndArray();
    }
    return out.toByteArray();
  }
}
