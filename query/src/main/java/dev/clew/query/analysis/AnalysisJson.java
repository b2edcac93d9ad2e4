// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import dev.clew.analysis.report.CriticalPathSearch;
import dev.clew.analysis.report.Report;
import dev.clew.model.TraceId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Results of analyses as JSON: the components of the records by name, trace ids as hex digits, what
 * is not known as null.
 */
public final class AnalysisJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(
              new SimpleModule()
                  .addSerializer(TraceId.class, new IdWriter())
                  .addDeserializer(TraceId.class, new IdReader())
                  .addSerializer(double.class, new NumberWriter())
                  .addSerializer(Double.class, new NumberWriter())
                  .addDeserializer(double.class, new NumberReader()))
          .build();

  private AnalysisJson() {}

  /** Writes a result. */
  public static void write(JsonGenerator json, Object result) {
    MAPPER.writer().writeValue(json, result);
  }

  /** A report, or another result, as JSON text. */
  public static String text(Object result) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result);
  }

  /**
   * Reads a report.
   *
   * @throws tools.jackson.core.JacksonException if it is none
   */
  public static Report report(byte[] json) {
    return MAPPER.readValue(json, Report.class);
  }

  /**
   * Reads an answer about critical paths.
   *
   * @throws tools.jackson.core.JacksonException if it is none
   */
  public static CriticalPathSearch.Answer criticalPaths(byte[] json) {
    return MAPPER.readValue(json, CriticalPathSearch.Answer.class);
  }

  private static final class IdWriter extends StdSerializer<TraceId> {
    IdWriter() {
      super(TraceId.class);
    }

    @Override
    public void serialize(TraceId id, JsonGenerator json, SerializationContext context) {
      json.writeString(id.toHex());
    }
  }

  private static final class IdReader extends StdDeserializer<TraceId> {
    IdReader() {
      super(TraceId.class);
    }

    @Override
    public TraceId deserialize(JsonParser json, DeserializationContext context) {
      return TraceId.parse(json.getString());
    }
  }

  private static final class NumberWriter extends StdSerializer<Double> {
    NumberWriter() {
      super(Double.class);
    }

    @Override
    public void serialize(Double number, JsonGenerator json, SerializationContext context) {
      if (Double.isFinite(number)) {
        json.writeNumber(number);
      } else {
        json.writeNull();
      }
    }
  }

  private static final class NumberReader extends StdDeserializer<Double> {
    NumberReader() {
      super(double.class);
    }

    @Override
    public Double deserialize(JsonParser json, DeserializationContext context) {
      return json.currentToken() == JsonToken.VALUE_NULL ? Double.NaN : json.getDoubleValue();
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }
}
