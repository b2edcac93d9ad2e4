// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0s, 0",
    "1ns, 1",
    "2us, 2000",
    "2µs, 2000",
    "2μs, 2000",
    "1.5ms, 1500000",
    "1s, 1000000000",
    ".5s, 500000000",
    "1.s, 1000000000",
    "+1s, 1000000000",
    " 1s , 1000000000",
    "1m30s, 90000000000",
    "1h15m30.918s, 4530918000000",
    "0.3ns, 0",
    "0.1234567891s, 123456789",
    "9223372036854775807ns, 9223372036854775807"
  })
  void parse_duration_isNanoseconds(String text, long nanos) {
    assertThat(GoDuration.parse("minDuration", text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "s",
        "-1s",
        "1x",
        "1 s",
        "1s1",
        "1e3s",
        "9223372036854775808ns",
        "99999999h",
        "1.2.3s",
        "1S",
        "１s"
      })
  void parse_somethingElse_isRefusedByName(String text) {
    assertThatThrownBy(() -> GoDuration.parse("minDuration", text))
        .isInstanceOf(ParameterException.class)
        .hasMessageStartingWith("parameter 'minDuration': \"" + text + "\" (expected: a duration");
  }

  @Test
  void parse_moreThanNanosecondsCanCount_saysHowLongItMayBe() {
    assertThatThrownBy(() -> GoDuration.parse("lookback", "2562048h"))
        .hasMessageContaining("\"2562048h\" (expected: a duration of at most 2562047h)");
    assertThat(GoDuration.parse("lookback", "2562047h")).isPositive();
  }
}
