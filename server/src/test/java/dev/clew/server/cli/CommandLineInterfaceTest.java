// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineInterfaceTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void noArguments_printsUsage() {
    assertThat(run()).isZero();
    assertThat(out.toString()).contains("Usage: clew").contains("config");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "config"})
  void help_ofEveryCommand_saysWhatItDoesAndHowToSetThings(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString())
        .contains("Usage: clew " + command, "--config", "--set", "--port-offset");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void version_namesTheProgramAndItsJava() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("clew ").contains("(Java 25");
  }

  @Test
  void wrongOption_isNamedWithTheHelpToRead() {
    assertThat(run("config", "--prot", "5")).isEqualTo(2);
    assertThat(err.toString())
        .contains("clew: Unknown option")
        .contains("--prot")
        .contains("See clew config --help");
  }

  @Test
  void wrongConfiguration_isReportedWithoutAStackTrace() {
    assertThat(run("config", "--set", "query.prot=5")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "clew: the configuration cannot be used:",
            "  --set: query.prot: 5 (unknown key; nearest: query.port, "
                + "a port from 0 to 65535, where 0 takes a free one)");
  }

  @Test
  void config_printsValuesWithTheirOrigins() {
    assertThat(
            run(
                Map.of("CLEW_QUERY_PORT", "1"),
                "config",
                "--port-offset",
                "7",
                "--set",
                "log.level=debug"))
        .isZero();
    assertThat(out.toString().replaceAll(" +", " ").lines())
        .contains(
            "host: 127.0.0.1 # default",
            "port-offset: 7 # --port-offset",
            "log.level: debug # --set",
            "query.port: 1 # CLEW_QUERY_PORT");
  }

  @Test
  void config_output_canBeUsedAsAFileAgain(@TempDir Path directory) throws IOException {
    run("config", "--data-dir", "/data/#1: 'mine'", "--host", "::1");
    Path file = Files.writeString(directory.resolve("clew.yaml"), out.toString());
    String first = withoutOrigins();
    out.getBuffer().setLength(0);

    assertThat(run("config", "--config", file.toString())).as(err.toString()).isZero();
    assertThat(withoutOrigins()).isEqualTo(first).contains("data-dir: '/data/#1: ''mine'''");
  }

  @Test
  void configReference_isMarkdown() {
    assertThat(run("config", "--reference")).isZero();
    assertThat(out.toString()).startsWith("# Configuration\n").contains("### `otlp.grpc.port`");
  }

  private String withoutOrigins() {
    return out.toString().replaceAll("(?m) +# [^#]*$", "");
  }

  private int run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private int run(Map<String, String> environment, String... arguments) {
    return new CommandLineInterface(
            environment, new PrintWriter(out, true), new PrintWriter(err, true))
        .run(arguments);
  }
}
