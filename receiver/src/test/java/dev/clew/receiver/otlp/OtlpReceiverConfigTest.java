// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clew.codec.DecodeLimits;
import dev.clew.receiver.http.RequestLimits;
import dev.clew.receiver.listen.ListenerConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtlpReceiverConfigTest {

  @Test
  void defaults_areAsDocumented() {
    assertThat(OtlpReceiverConfig.defaults())
        .isEqualTo(
            new OtlpReceiverConfig(
                4317,
                4318,
                new ListenerConfig(
                    "127.0.0.1",
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    10_000,
                    Duration.ofSeconds(10)),
                new RequestLimits(67_108_864, DecodeLimits.defaults()),
                List.of()));
  }

  @Test
  void values_outsideTheirRange_areRefusedByName() {
    assertRefused(65_536, 1, Duration.ofSeconds(1), "grpcPort: 65536 (expected: 0 to 65535)");
    assertRefused(1, 0, Duration.ofSeconds(1), "messageBytesMax: 0 (expected: 1 to 1073741824)");
    assertRefused(1, 1, Duration.ZERO, "requestTimeout: PT0S (expected: more than zero)");
  }

  private static void assertRefused(
      int grpcPort, long messageBytesMax, Duration requestTimeout, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new OtlpReceiverConfig(
                grpcPort,
                1,
                new ListenerConfig(
                    "localhost", requestTimeout, Duration.ofSeconds(1), 1, Duration.ZERO),
                new RequestLimits(messageBytesMax, DecodeLimits.defaults()),
                List.of()))
        .withMessage(message);
  }
}
