// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrpcHeadersTest {

  @ParameterizedTest
  @CsvSource({
    "1H, PT1H",
    "2M, PT2M",
    "3S, PT3S",
    "40m, PT0.04S",
    "50u, PT0.00005S",
    "99999999n, PT0.099999999S",
    "99999999H, PT99999999H",
    "0S, PT0S"
  })
  void timeout_readsGrpcsForm(String header, Duration expected) {
    assertThat(GrpcHeaders.timeout(headers("grpc-timeout", header))).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"''", "S", "1", "1s", "-1S", "123456789S", "1.5S", "' 1S'"})
  void timeout_inAnotherForm_isNone(String header) {
    assertThat(GrpcHeaders.timeout(headers("grpc-timeout", header))).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "application/grpc, true",
    "application/grpc+proto, true",
    "application/grpc; charset=utf-8, true",
    "application/grpc+json, false",
    "application/grpc-web, false",
    "application/x-protobuf, false"
  })
  void isGrpc_looksAtTheContentType(String contentType, boolean expected) {
    assertThat(GrpcHeaders.isGrpc(headers("content-type", contentType))).isEqualTo(expected);
  }

  @Test
  void percentEncoding_keepsPrintableAscii() {
    assertThat(GrpcAnswers.percentEncoded("50% ü\n~")).isEqualTo("50%25 %C3%BC%0A~");
  }

  private static RequestHeaders headers(String name, String value) {
    return RequestHeaders.builder(HttpMethod.POST, "/").set(name, value).build();
  }
}
