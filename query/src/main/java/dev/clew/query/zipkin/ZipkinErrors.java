// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import dev.clew.query.http.ErrorEnvelope;
import tools.jackson.core.JsonGenerator;

/** Errors of the Zipkin API: the message as plain text. */
public final class ZipkinErrors implements ErrorEnvelope {

  @Override
  public MediaType mediaType() {
    return MediaType.PLAIN_TEXT_UTF_8;
  }

  @Override
  public void write(JsonGenerator json, HttpStatus status, String message) {
    json.writeRaw(message);
  }
}
