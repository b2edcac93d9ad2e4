// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.parameter;

import dev.clew.model.TraceId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Trace ids as clients write them: 1 to 32 hex digits, whose leading zeros may be missing, or 8 or
 * 16 bytes in base64 of either alphabet, as protobuf's JSON has them. What could be both is hex.
 */
public final class TraceIdText {

  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{1,32}");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_ -]{11,22}={0,2}");

  private TraceIdText() {}

  /** Reads an id; the name is for the message of the exception. */
  public static TraceId parse(String name, String text) {
    if (HEX.matcher(text.strip()).matches()) {
      return TraceId.parse(text.strip());
    }
    if (BASE64.matcher(text).matches()) {
      // A plus sign that was not escaped arrives as a blank.
      String urlSafe = text.replace(' ', '-').replace('+', '-').replace('/', '_');
      try {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(urlSafe));
        if (bytes.remaining() == 16) {
          return new TraceId(bytes.getLong(), bytes.getLong());
        }
        if (bytes.remaining() == 8) {
          return new TraceId(0, bytes.getLong());
        }
      } catch (IllegalArgumentException notBase64) {
        ParameterException malformed = malformed(name, text);
        malformed.initCause(notBase64);
        throw malformed;
      }
    }
    throw malformed(name, text);
  }

  private static ParameterException malformed(String name, String text) {
    return ParameterException.malformed(name, text, "1 to 32 hex digits");
  }
}
