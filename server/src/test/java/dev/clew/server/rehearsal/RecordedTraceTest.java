// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.rehearsal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RecordedTraceTest {

  private static final String ID = "0af7651916cd43dd8448eb211c80319c";
  private static final String NEW_ID = "00112233445566778899aabbccddeeff";

  @Test
  void copyTo_replacesEveryIdAndNothingElse() {
    RecordedTrace trace =
        new RecordedTrace(
            ID, ReplayFormat.OTLP_PROTOBUF, bytes("0a10" + ID + "1203aabbcc0a10" + ID + "7f"));
    byte[] target = new byte[trace.length() + 2];

    trace.copyTo(target, 1, bytes(NEW_ID));

    assertThat(trace.spanCount()).isEqualTo(2);
    assertThat(target).isEqualTo(bytes("000a10" + NEW_ID + "1203aabbcc0a10" + NEW_ID + "7f00"));
  }

  @Test
  void copyTo_zipkinTraces_makeOneArray() {
    byte[] json = "[{\"traceId\":\"%s\"}]".formatted(ID).getBytes(US_ASCII);
    RecordedTrace trace = new RecordedTrace(ID, ReplayFormat.ZIPKIN_JSON, json);
    byte[] target = new byte[2 * json.length];
    byte[] newId = ReplayFormat.ZIPKIN_JSON.id(bytes(NEW_ID));

    for (int begin = 0; begin < target.length; begin += json.length) {
      int end = begin + json.length;
      trace.copyTo(target, begin, newId);
      ReplayFormat.ZIPKIN_JSON.separate(target, begin, end, end == target.length);
    }

    String span = "{\"traceId\":\"" + NEW_ID + "\"}";
    assertThat(new String(target, US_ASCII)).isEqualTo("[" + span + ", " + span + "]");
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
