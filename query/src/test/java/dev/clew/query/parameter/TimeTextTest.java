// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

  @ParameterizedTest
  @CsvSource({
    "1767225600, 1767225600000000000",
    "1767225600123, 1767225600123000000",
    "1767225600123456, 1767225600123456000",
    "1767225600123456789, 1767225600123456789",
    "0, 0",
    "2026-01-01T00:00:00Z, 1767225600000000000",
    "2026-01-01T00:00:00.123456789Z, 1767225600123456789",
    "2026-01-01T02:00:00+02:00, 1767225600000000000",
    "2026-01-01T02:00:00 02:00, 1767225600000000000",
    "2025-12-31T19:00:00-05:00, 1767225600000000000"
  })
  void parse_time_isEpochNanoseconds(String text, long nanos) {
    assertThat(TimeText.parse("start", text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now",
        "-1",
        "12345678901234567890",
        "1.5",
        "2026-01-01",
        "2026-01-01T00:00:00",
        "2026-02-30T00:00:00Z",
        "9999-01-01T00:00:00Z"
      })
  void parse_somethingElse_isRefusedByName(String text) {
    assertThatThrownBy(() -> TimeText.parse("start", text))
        .isInstanceOf(ParameterException.class)
        .hasMessageStartingWith("parameter 'start': \"" + text + "\" (expected: a time");
  }
}
