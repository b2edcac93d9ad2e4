// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import dev.clew.query.http.ErrorEnvelope;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * What every body of the API is wrapped in: {@code data}, {@code total}, {@code limit}, {@code
 * offset} and {@code errors}, of which the middle three are mostly zero. Jaeger sends errors as
 * JSON, too, but calls them plain text.
 */
final class Envelope implements ErrorEnvelope {

  /**
   * One of the errors.
   *
   * @param code an HTTP status, or 0 for none
   * @param traceId what it is about, or empty
   */
  record Problem(int code, String message, String traceId) {}

  @Override
  public MediaType mediaType() {
    return MediaType.PLAIN_TEXT_UTF_8;
  }

  @Override
  public void write(JsonGenerator json, HttpStatus status, String message) {
    write(json, JsonGenerator::writeNull, 0, List.of(new Problem(status.code(), message, "")));
  }

  /**
   * Writes a body.
   *
   * @param data writes the value of {@code data}
   * @param problems read after the data was written
   */
  static void write(
      JsonGenerator json, Consumer<JsonGenerator> data, int total, List<Problem> problems) {
    json.writeStartObject();
    json.writeName("data");
    data.accept(json);
    json.writeNumberProperty("total", total);
    json.writeNumberProperty("limit", 0);
    json.writeNumberProperty("offset", 0);
    json.writeName("errors");
    if (problems.isEmpty()) {
      json.writeNull();
    } else {
      json.writeStartArray();
      problems.forEach(problem -> write(json, problem));
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Problem problem) {
    json.writeStartObject();
    if (problem.code() != 0) {
      json.writeNumberProperty("code", problem.code());
    }
    json.writeStringProperty("msg", problem.message());
    if (!problem.traceId().isEmpty()) {
      json.writeStringProperty("traceID", problem.traceId());
    }
    json.writeEndObject();
  }
}
