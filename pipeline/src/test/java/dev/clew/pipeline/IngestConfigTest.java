// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IngestConfigTest {

  @Test
  void defaults_areAsDocumented() {
    assertThat(IngestConfig.defaults())
        .isEqualTo(new IngestConfig(33_554_432, Duration.ofSeconds(1)));
  }

  @Test
  void values_outsideTheirRange_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IngestConfig(0, Duration.ofSeconds(1)))
        .withMessage("queueBytesMax: 0 (expected: 1 or more)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IngestConfig(1, Duration.ZERO))
        .withMessage("retryAfter: PT0S (expected: more than zero)");
  }
}
