// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.json;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.ErrorReportConfiguration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** The one JSON factory of the codecs, and documents in one call. */
public final class Json {

  /**
   * JSON levels. A list inside an attribute value takes four of them, so this is well above what 64
   * nested lists need.
   */
  public static final int DEPTH_MAX = 500;

  /** How much of an unexpected word may stand in an error message. */
  private static final int EXCERPT_MAX = 32;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxStringLength(Integer.MAX_VALUE) // the request as a whole is limited
                  .build())
          .errorReportConfiguration(
              ErrorReportConfiguration.builder().maxErrorTokenLength(EXCERPT_MAX).build())
          .build();

  private Json() {}

  public static JsonParser parser(byte[] source, int offset, int length) {
    return FACTORY.createParser(ObjectReadContext.empty(), source, offset, length);
  }

  /** The UTF-8 bytes of a document. */
  public static byte[] document(Consumer<JsonGenerator> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      content.accept(json);
    }
    return bytes.toByteArray();
  }
}
