// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTextTest {

  @ParameterizedTest
  @CsvSource({
    "0B, 0",
    "17B, 17",
    "1KiB, 1024",
    "64MiB, 67108864",
    "2GiB, 2147483648",
    "1TiB, 1099511627776",
    "3kB, 3000",
    "3KB, 3000",
    "64MB, 64000000"
  })
  void parse_numberAndUnit_isThatManyBytes(String text, long expected) {
    assertThat(ByteSizeText.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "64", "64M", "64Mi", "64 MiB", "64mib", "64Mb", "-1B", "1.5GiB", "5iB"})
  void parse_anythingElse_isRefused(String text) {
    assertThatThrownBy(() -> ByteSizeText.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parse_moreThanALongHolds_isRefused() {
    assertThatThrownBy(() -> ByteSizeText.parse("99999999TiB"))
        .isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0B", "1000B", "1KiB", "1025B", "64MiB", "3GiB", "2048TiB"})
  void format_parsedText_isTheSameText(String text) {
    assertThat(ByteSizeText.format(ByteSizeText.parse(text))).isEqualTo(text);
  }
}
