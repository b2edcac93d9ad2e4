// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {

  private static final Setting<Integer> PORT =
      new Setting<>("query.port", ValueTypes.port(), 16686, "A port.");
  private static final Setting<Duration> TIMEOUT =
      new Setting<>(
          "query.timeout",
          ValueTypes.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
          Duration.ofSeconds(30),
          "A duration.");
  private static final Setting<Long> BYTES_MAX =
      new Setting<>("otlp.message-bytes-max", ValueTypes.bytes(1, 1 << 30), 1024L, "A size.");
  private static final Setting<Boolean> ENABLED =
      new Setting<>("enabled", ValueTypes.flag(), true, "A flag.");

  private static final Setting<List<String>> ORIGINS =
      new Setting<>("origins", ValueTypes.list("origins"), List.of("a"), "A list.");

  private final ConfigurationLoader loader =
      new ConfigurationLoader(List.of(PORT, TIMEOUT, BYTES_MAX, ENABLED, ORIGINS));

  @TempDir private Path directory;
  private Path file = Path.of("unset");

  @BeforeEach
  void nameFile() {
    file = directory.resolve("clew.yaml");
  }

  @Test
  void load_nothingSet_isAllDefaults() {
    Configuration configuration = loader.load(null, Map.of("PATH", "/bin"), List.of());

    assertThat(configuration.get(PORT)).isEqualTo(16686);
    assertThat(configuration.get(TIMEOUT)).isEqualTo(Duration.ofSeconds(30));
    assertThat(configuration.values()).extracting(value -> value.origin()).containsOnly("default");
  }

  @Test
  void load_file_readsNestedAndDottedKeysWithTheirLines() throws IOException {
    Files.writeString(
        file,
        """
        # what we changed
        query:
          port: 17000
          timeout: 1m30s
        otlp.message-bytes-max: "2KiB"
        enabled: false
        """);

    Configuration configuration = loader.load(file, Map.of(), List.of());

    assertThat(configuration.get(PORT)).isEqualTo(17000);
    assertThat(configuration.get(TIMEOUT)).isEqualTo(Duration.ofSeconds(90));
    assertThat(configuration.get(BYTES_MAX)).isEqualTo(2048);
    assertThat(configuration.get(ENABLED)).isFalse();
    assertThat(configuration.values())
        .extracting(value -> value.origin())
        .containsExactly(file + ":3", file + ":4", file + ":5", file + ":6", "default");
  }

  @Test
  void load_list_isReadFromYamlAndFromText() throws IOException {
    Files.writeString(file, "origins:\n  - https://a.example\n  - 'b'\n");
    assertThat(loader.load(file, Map.of(), List.of()).get(ORIGINS))
        .containsExactly("https://a.example", "b");

    Files.writeString(file, "origins: []\n");
    assertThat(loader.load(file, Map.of(), List.of()).get(ORIGINS)).isEmpty();

    Map<String, String> environment = Map.of("CLEW_ORIGINS", "b, c");
    assertThat(loader.load(null, environment, List.of()).get(ORIGINS)).containsExactly("b", "c");
  }

  @Test
  void load_listOfMappings_isReported() throws IOException {
    Files.writeString(file, "origins:\n  - name: b\n");

    assertThat(problems(file, Map.of()))
        .containsExactly(
            file + ":1: origins: a list of lists or mappings (expected: single values)");
  }

  @Test
  void load_sameKeyInEverySource_theLaterSourceWins() throws IOException {
    Files.writeString(file, "query.port: 1");
    Map<String, String> environment = Map.of("CLEW_QUERY_PORT", "2");
    Assignment first = new Assignment("query.port", "3", "--set");
    Assignment second = new Assignment("query.port", "4", "--set");

    assertThat(loader.load(file, Map.of(), List.of()).get(PORT)).isEqualTo(1);
    assertThat(loader.load(file, environment, List.of()).get(PORT)).isEqualTo(2);
    assertThat(loader.load(file, environment, List.of(first, second)).get(PORT)).isEqualTo(4);
  }

  @Test
  void load_emptyFileOrSectionWithCommentsOnly_isAllDefaults() throws IOException {
    Files.writeString(file, "# nothing yet\n");
    assertThat(loader.load(file, Map.of(), List.of()).get(PORT)).isEqualTo(16686);

    Files.writeString(file, "query:\n  # port: 17000\n");
    assertThat(loader.load(file, Map.of(), List.of()).get(PORT)).isEqualTo(16686);
  }

  @Test
  void load_manyMistakes_reportsAllOfThem() throws IOException {
    Files.writeString(
        file,
        """
        query:
          prot: 17000
          timeout: 30
        enabled: yes
        otlp.message-bytes-max: [1KiB]
        """);
    Map<String, String> environment = Map.of("CLEW_QUERY_TIMEOUT", "2h", "CLEW_QUERY_PROT", "5");

    assertThat(problems(file, environment, new Assignment("timeout", "5s", "--set")))
        .containsExactlyInAnyOrder(
            file
                + ":2: query.prot: 17000 (unknown key; nearest: query.port, "
                + "a port from 0 to 65535, where 0 takes a free one)",
            file
                + ":3: query.timeout: 30 (expected: a duration from 1s to 1h, "
                + "such as 500ms, 30s or 1h30m)",
            file + ":4: enabled: yes (expected: true or false)",
            file
                + ":5: otlp.message-bytes-max: [1KiB] (expected: a size from 1B to 1GiB, "
                + "such as 512KiB, 64MiB or 2GB)",
            "CLEW_QUERY_TIMEOUT: query.timeout: 2h (expected: a duration from 1s to 1h, "
                + "such as 500ms, 30s or 1h30m)",
            "CLEW_QUERY_PROT: 5 (unknown variable; nearest: CLEW_QUERY_PORT, "
                + "a port from 0 to 65535, where 0 takes a free one)",
            "--set: timeout: 5s (unknown key; nearest: query.timeout, a duration from 1s to 1h, "
                + "such as 500ms, 30s or 1h30m)");
  }

  @Test
  void load_keyWithoutValue_isReported() throws IOException {
    Files.writeString(file, "query.port:\n");

    assertThat(problems(file, Map.of()))
        .containsExactly(
            file + ":1: query.port:  (expected: a port from 0 to 65535, where 0 takes a free one)");
  }

  @Test
  void load_sameKeyTwiceInAMapping_isReportedWithItsLine() throws IOException {
    Files.writeString(file, "enabled: true\nenabled: false\n");

    assertThat(problems(file, Map.of()))
        .singleElement()
        .asString()
        .startsWith(file + ":2: not valid YAML (")
        .contains("enabled");
  }

  @Test
  void load_brokenYaml_isReportedWithItsLine() throws IOException {
    Files.writeString(file, "enabled: true\nquery: {port: 1\n");

    assertThat(problems(file, Map.of()))
        .singleElement()
        .asString()
        .matches(Pattern.quote(file + ":") + "[23]: not valid YAML \\(.+\\)");
  }

  @Test
  void load_fileThatIsNoMapping_isReported() throws IOException {
    Files.writeString(file, "- query.port\n");

    assertThat(problems(file, Map.of())).first().asString().startsWith(file + ":1: expected keys");
  }

  @Test
  void load_secondDocument_isReportedInsteadOfIgnored() throws IOException {
    Files.writeString(file, "enabled: true\n---\nenabled: false\n");

    assertThat(problems(file, Map.of()))
        .containsExactly(file + ":3: a second document (expected: one)");
  }

  @Test
  void load_missingFile_isReported() {
    assertThat(problems(file, Map.of())).containsExactly(file + ": no such file");
  }

  @Test
  void load_fileInAnotherEncoding_isReported() throws IOException {
    Files.writeString(file, "host: hélios\n", StandardCharsets.ISO_8859_1);

    assertThat(problems(file, Map.of())).containsExactly(file + ": not a text file in UTF-8");
  }

  @Test
  void load_directoryForAFile_isReported() {
    assertThat(problems(directory, Map.of()))
        .singleElement()
        .asString()
        .startsWith(directory + ": cannot be read (");
  }

  /**
   * Kubernetes sets these for services named clew and clew-query; the launcher reads the last two.
   */
  @Test
  void load_variablesOfKubernetesAndTheLauncher_areIgnored() {
    Map<String, String> environment =
        Map.of(
            "CLEW_SERVICE_HOST", "10.0.0.1",
            "CLEW_SERVICE_PORT", "4317",
            "CLEW_SERVICE_PORT_OTLP_GRPC", "4317",
            "CLEW_PORT", "tcp://10.0.0.1:4317",
            "CLEW_PORT_4317_TCP_ADDR", "10.0.0.1",
            "CLEW_QUERY_SERVICE_HOST", "10.0.0.1",
            "CLEW_QUERY_PORT", "tcp://10.0.0.1:16686",
            "CLEW_HEAP", "2g",
            "CLEW_REHEARSAL", "off");

    assertThat(loader.load(null, environment, List.of()).get(PORT)).isEqualTo(16686);
  }

  private List<String> problems(
      Path from, Map<String, String> environment, Assignment... overrides) {
    return catchThrowableOfType(
            ConfigurationException.class, () -> loader.load(from, environment, List.of(overrides)))
        .problems();
  }
}
