// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.http;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** How JSON is written. */
final class Json {

  private static final ObjectWriter COMPACT =
      JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build().writer();
  private static final ObjectWriter PRETTY = COMPACT.with(fourSpaces());

  private Json() {}

  /** A generator that leaves its target open when it is closed. */
  static JsonGenerator generator(OutputStream target, boolean pretty) {
    return (pretty ? PRETTY : COMPACT).createGenerator(target);
  }

  static byte[] bytes(Consumer<JsonGenerator> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = generator(bytes, false)) {
      content.accept(json);
    }
    return bytes.toByteArray();
  }

  private static DefaultPrettyPrinter fourSpaces() {
    DefaultIndenter indenter = new DefaultIndenter("    ", "\n");
    return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
  }
}
