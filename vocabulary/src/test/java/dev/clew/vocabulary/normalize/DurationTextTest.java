// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "12.3ms, 0.0123",
    "850\u00b5s, 0.00085",
    "850\u03bcs, 0.00085",
    "850us, 0.00085",
    "1.2s, 1.2",
    "150ns, 1.5e-7",
    "1m2.5s, 62.5",
    "2h, 7200",
    "3 ms, 0.003"
  })
  void seconds_durationWithUnit_isRead(String text, double seconds) {
    assertThat(DurationText.seconds(text)).isCloseTo(seconds, offset(1e-15));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ms", "12", "12 parsecs", "1.2.3s", "-3ms", "s3"})
  void seconds_other_isNaN(String text) {
    assertThat(DurationText.seconds(text)).isNaN();
  }
}
