// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OTLP/JSON by protobuf-java's {@code JsonFormat}, which does all that the OTLP specification asks
 * for but one thing: it has ids in base64 where OTLP has hex. Here they are turned from one into
 * the other in the text.
 */
final class JsonOracle {

  private static final Pattern ID =
      Pattern.compile("\"(traceId|spanId|parentSpanId)\":\\s*\"([^\"]*)\"");

  private JsonOracle() {}

  static TracesData parse(byte[] json) throws Exception {
    TracesData.Builder data = TracesData.newBuilder();
    String text = new String(json, StandardCharsets.UTF_8);
    JsonFormat.parser()
        .merge(
            ids(text, hex -> Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex))),
            data);
    return data.build();
  }

  static byte[] print(TracesData data, JsonFormat.Printer printer) throws Exception {
    return ids(
            printer.print(data),
            base64 -> HexFormat.of().formatHex(Base64.getDecoder().decode(base64)))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String ids(String json, UnaryOperator<String> recode) {
    return ID.matcher(json)
        .replaceAll(match ->
            Matcher.quoteReplacement(
                "\"" + match.group(1) + "\":\"" + recode.apply(match.group(2)) + "\""));
  }
}
