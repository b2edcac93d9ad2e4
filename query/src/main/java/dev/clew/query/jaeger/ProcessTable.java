// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import dev.clew.model.SpanBatch;
import dev.clew.query.jaeger.terms.JaegerTerms;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The processes of one trace: resources under short names, {@code p1}, {@code p2}, …, each once
 * however many batches bring it.
 *
 * <p>Shape: a process is kept as the JSON it is written as, which also tells it from others.
 */
final class ProcessTable {

  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

  private final Map<String, String> idByJson = new LinkedHashMap<>();

  /** The processes that the resources of a batch are. */
  OfBatch of(SpanBatch batch) {
    return new OfBatch(batch);
  }

  /** Writes all processes as one object. */
  void write(JsonGenerator json) {
    json.writeStartObject();
    idByJson.forEach((process, id) -> {
      json.writeName(id);
      json.writeRawValue(process);
    });
    json.writeEndObject();
  }

  private String id(String process) {
    return idByJson.computeIfAbsent(process, key -> "p" + (idByJson.size() + 1));
  }

  /** Looks each resource of a batch up once. */
  final class OfBatch {

    private final JaegerTerms terms;
    private final @Nullable String[] ids;

    private OfBatch(SpanBatch batch) {
      this.terms = new JaegerTerms(batch);
      this.ids = new String[batch.resourceCount()];
    }

    String id(int resource) {
      String id = ids[resource];
      if (id == null) {
        id = ProcessTable.this.id(json(resource));
        ids[resource] = id;
      }
      return id;
    }

    private String json(int resource) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (JsonGenerator json = WRITER.createGenerator(bytes)) {
        json.writeStartObject();
        json.writeStringProperty("serviceName", terms.serviceName(resource));
        json.writeArrayPropertyStart("tags");
        terms.processTags(resource, new TagJson(json));
        json.writeEndArray();
        json.writeEndObject();
      }
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
