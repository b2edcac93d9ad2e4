// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoMainTest {

  @Test
  void parse_noArguments_areTheDefaults_allByGrpc() {
    DemoConfig config = DemoMain.parse(List.<String>of().iterator()).config();

    assertThat(config.target().grpc()).hasToString("http://127.0.0.1:4317");
    assertThat(config.target().http()).isEmpty();
    assertThat(config.requestsPerSecond()).isEqualTo(3);
    assertThat(config.backfill()).isEqualTo(Duration.ofHours(2));
    assertThat(config.duration()).isEmpty();
  }

  @Test
  void parse_everyOption_isTaken() {
    DemoMain.Options options =
        parse(
            "--otlp-endpoint http://collector:4317 --otlp-http-endpoint https://collector:4318"
                + " --rate 12.5 --backfill 1h30m --duration 45s --seed 99 --ui http://ui:16686");

    DemoConfig config = options.config();
    assertThat(config.target().grpc()).hasToString("http://collector:4317");
    assertThat(config.target().http()).contains(URI.create("https://collector:4318"));
    assertThat(config.requestsPerSecond()).isEqualTo(12.5);
    assertThat(config.backfill()).isEqualTo(Duration.ofMinutes(90));
    assertThat(config.duration()).isEqualTo(Optional.of(Duration.ofSeconds(45)));
    assertThat(config.seed()).isEqualTo(99);
    assertThat(options.ui()).hasToString("http://ui:16686");
  }

  @Test
  void parse_mistakes_nameOptionValueAndExpectation() {
    assertMistake("--speed 3", "--speed: unknown (expected: see --help)");
    assertMistake("--rate", "--rate: no value (expected: see --help)");
    assertMistake("--rate fast", "--rate: fast (expected: a number)");
    assertMistake("--seed 1.5", "--seed: 1.5 (expected: a whole number)");
    assertMistake("--backfill 2 ", "--backfill: 2 (expected: such as 2h or 90m)");
    assertMistake("--otlp-endpoint localhost:4317", "otlp endpoint: localhost:4317 (expected:");
    assertMistake("--ui :::", "--ui: ::: (expected: a URL)");
  }

  private static void assertMistake(String arguments, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(arguments))
        .withMessageContaining(message);
  }

  private static DemoMain.Options parse(String arguments) {
    return DemoMain.parse(List.of(arguments.split(" ")).iterator());
  }
}
