// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTest {

  @ParameterizedTest
  @CsvSource({
    "0af7651916cd43dd8448eb211c80319c, 0af7651916cd43dd8448eb211c80319c",
    "0AF7651916CD43DD8448EB211C80319C, 0af7651916cd43dd8448eb211c80319c",
    "8448eb211c80319c, 00000000000000008448eb211c80319c",
    "f8448eb211c80319c, 000000000000000f8448eb211c80319c",
    "1, 00000000000000000000000000000001",
  })
  void parse_hexOfAnyLength_padsWithZeros(String text, String expected) {
    assertThat(TraceId.parse(text).toHex()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "xyz", "0af7651916cd43dd8448eb211c80319c0", "٣"})
  void parse_notHex_saysWhatIsExpected(String text) {
    assertThatThrownBy(() -> TraceId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("trace id: \"" + text + "\" (expected: ");
  }

  @Test
  void compareTo_highBitSet_ordersUnsigned() {
    assertThat(new TraceId(-1, 0)).isGreaterThan(new TraceId(1, 0));
    assertThat(new TraceId(1, -1)).isGreaterThan(new TraceId(1, 1));
  }
}
