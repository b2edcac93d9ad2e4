// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.http;

import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import tools.jackson.core.JsonGenerator;

/** What the errors of an API look like. */
public interface ErrorEnvelope {

  /** The content type of an error. */
  MediaType mediaType();

  /** Writes the body of an error. */
  void write(JsonGenerator json, HttpStatus status, String message);
}
