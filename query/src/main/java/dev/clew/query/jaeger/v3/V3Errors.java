// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.v3;

import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import dev.clew.query.http.ErrorEnvelope;
import tools.jackson.core.JsonGenerator;

/** Errors as {@code {"error":{"httpCode":404,"message":"…"}}}. */
public final class V3Errors implements ErrorEnvelope {

  @Override
  public MediaType mediaType() {
    return MediaType.JSON_UTF_8;
  }

  @Override
  public void write(JsonGenerator json, HttpStatus status, String message) {
    json.writeStartObject();
    json.writeObjectPropertyStart("error");
    json.writeNumberProperty("httpCode", status.code());
    json.writeStringProperty("message", message);
    json.writeEndObject();
    json.writeEndObject();
  }
}
