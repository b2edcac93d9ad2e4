// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "250ns, PT0.00000025S",
    "10us, PT0.00001S",
    "500ms, PT0.5S",
    "30s, PT30S",
    "5m, PT5M",
    "1h30m, PT1H30M",
    "7d, P7D",
    "0s, PT0S"
  })
  void parse_numberAndUnit_isThatLong(String text, Duration expected) {
    assertThat(DurationText.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "s", "30 s", "-5s", "1.5s", "5min", "30S", "PT5M", "1h 30m"})
  void parse_anythingElse_isRefused(String text) {
    assertThatThrownBy(() -> DurationText.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parse_moreThanADurationHolds_isRefused() {
    assertThatThrownBy(() -> DurationText.parse("999999999999999999d"))
        .isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "250ns", "1s500ms", "1h30m", "7d", "1d1h1m1s1ms1us1ns"})
  void format_parsedText_isTheSameText(String text) {
    assertThat(DurationText.format(DurationText.parse(text))).isEqualTo(text);
  }
}
