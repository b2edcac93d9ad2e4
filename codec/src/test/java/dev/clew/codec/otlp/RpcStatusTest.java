// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.UnknownFieldSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RpcStatusTest {

  @Test
  void toProtobuf_withMessage_hasCodeAndMessage() throws Exception {
    UnknownFieldSet status = UnknownFieldSet.parseFrom(new RpcStatus(3, "not OTLP").toProtobuf());

    assertThat(status.asMap().keySet()).containsExactly(1, 2);
    assertThat(status.getField(1).getVarintList()).containsExactly(3L);
    assertThat(status.getField(2).getLengthDelimitedList())
        .containsExactly(ByteString.copyFromUtf8("not OTLP"));
  }

  @Test
  void toProtobuf_withRetryDelay_carriesARetryInfo() throws Exception {
    RpcStatus status = new RpcStatus(8, "queue full", java.time.Duration.ofMillis(1_500));

    UnknownFieldSet fields = UnknownFieldSet.parseFrom(status.toProtobuf());
    Any detail = Any.parseFrom(fields.getField(3).getLengthDelimitedList().getFirst());
    UnknownFieldSet retryInfo = UnknownFieldSet.parseFrom(detail.getValue());
    Duration delay = Duration.parseFrom(retryInfo.getField(1).getLengthDelimitedList().getFirst());

    assertThat(detail.getTypeUrl()).isEqualTo("type.googleapis.com/google.rpc.RetryInfo");
    assertThat(delay.getSeconds()).isEqualTo(1);
    assertThat(delay.getNanos()).isEqualTo(500_000_000);
  }

  @Test
  void toJson_withoutDelay_isCodeAndMessage() {
    assertThat(new RpcStatus(3, "not \"OTLP\"").toJson())
        .asString()
        .isEqualTo("{\"code\":3,\"message\":\"not \\\"OTLP\\\"\"}");
  }

  @ParameterizedTest
  @CsvSource({"PT0.5S, 0.5s", "PT10S, 10s", "PT1M0.000001S, 60.000001s"})
  void toJson_withRetryDelay_writesItAsProtobufDoes(java.time.Duration delay, String expected) {
    assertThat(new RpcStatus(8, "", delay).toJson())
        .asString()
        .isEqualTo(
            "{\"code\":8,\"message\":\"\",\"details\":[{\"@type\":"
                + "\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\""
                + expected
                + "\"}]}");
  }
}
