// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.TraceId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTextTest {

  @ParameterizedTest
  @CsvSource({
    "00000000000000010000000000000abc, 1, 2748",
    "10000000000000ABC, 1, 2748",
    "0000000000000abc, 0, 2748",
    "abc, 0, 2748",
    "AAAAAAAAAAEAAAAAAAAKvA==, 1, 2748",
    "AAAAAAAAAAEAAAAAAAAKvA, 1, 2748",
    "AAAAAAAACrw=, 0, 2748",
    "+/AAAAAAAAEAAAAAAAAKvA==, -292733975779082239, 2748",
    "-_AAAAAAAAEAAAAAAAAKvA==, -292733975779082239, 2748",
    "' /AAAAAAAAEAAAAAAAAKvA==', -292733975779082239, 2748"
  })
  void parse_hexOrBase64_isTheId(String text, long high, long low) {
    assertThat(TraceIdText.parse("traceID", text)).isEqualTo(new TraceId(high, low));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xyz",
        "000000000000000000000000000000001",
        "AAAAAAAAAAEAAAAAAAA=",
        "AAAAAAAAAAEAAAAAAAAKvA===",
        "0x10"
      })
  void parse_somethingElse_isRefusedByName(String text) {
    assertThatThrownBy(() -> TraceIdText.parse("traceID", text))
        .isInstanceOf(ParameterException.class)
        .hasMessageStartingWith("parameter 'traceID': \"" + text + "\"");
  }
}
