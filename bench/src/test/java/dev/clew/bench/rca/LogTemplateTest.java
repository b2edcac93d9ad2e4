// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.rca;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTemplateTest {

  @Test
  void template_loggerIsAPlaceInTheCode_isThatPlace() {
    assertThat(LogTemplate.of("t.s.TravelServiceImpl#457", "time: 16"))
        .isEqualTo("t.s.TravelServiceImpl#457");
    assertThat(LogTemplate.of("main.go:88", "x")).isEqualTo("main.go:88");
  }

  @Test
  void template_otherLoggers_areTheMessageWithoutWhatVaries() {
    assertThat(LogTemplate.of("cart", "GetCart called with user 4f2c-11, took=12ms (cold)"))
        .isEqualTo(LogTemplate.of("cart", "GetCart called with user 9a, took=7ms (warm)"))
        .isEqualTo("cart GetCart called with user *, took=* *");
  }

  @Test
  void service_isThePodWithoutItsLastTwoParts() {
    assertThat(TraceFile.service("ts-food-service-f5756978c-k8vqf")).isEqualTo("ts-food-service");
    assertThat(TraceFile.service("frontend-579b9bff58-t2dbm")).isEqualTo("frontend");
    assertThat(TraceFile.service("frontend")).isEqualTo("frontend");
  }
}
