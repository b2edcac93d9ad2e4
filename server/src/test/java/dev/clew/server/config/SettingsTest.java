// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {

  private static final Path REFERENCE = Path.of("..", "docs", "reference", "configuration.md");

  static List<Setting<?>> all() {
    return Settings.all();
  }

  @Test
  void all_holdsEverySettingOfThisPackageOnce() throws Exception {
    List<Object> declared = new ArrayList<>();
    Path classes = Path.of(Settings.class.getResource("Settings.class").toURI()).getParent();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(classes, "*Settings.class")) {
      for (Path file : files) {
        String name = file.getFileName().toString().replace(".class", "");
        declared.addAll(constantsOf(Class.forName(Settings.class.getPackageName() + "." + name)));
      }
    }

    assertThat(List.<Object>copyOf(Settings.all()))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void keysAndVariables_areUnambiguous() {
    assertThat(Settings.all()).extracting(Setting::key).doesNotHaveDuplicates();
    assertThat(Settings.all()).extracting(Setting::environmentVariable).doesNotHaveDuplicates();
  }

  /** A key that is also a section could not be written in nested YAML. */
  @Test
  void keys_areNotPrefixesOfOthers() {
    for (Setting<?> setting : Settings.all()) {
      assertThat(Settings.all())
          .extracting(Setting::key)
          .noneMatch(key -> key.startsWith(setting.key() + "."));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyKey_isLowerCaseWordsWithASentenceOfExplanation(Setting<?> setting) {
    assertThat(setting.key()).matches("[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)*");
    assertThat(setting.summary()).matches("[A-Z].*\\.").doesNotContain("\n");
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyDefault_isReadBackFromWhatIsPrinted(Setting<?> setting) {
    assertThat(setting.type().parse(setting.formattedDefault())).isEqualTo(setting.defaultValue());
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyKey_canBeSetByEverySource(Setting<?> setting) {
    ConfigurationLoader loader = new ConfigurationLoader(Settings.all());
    String text = setting.formattedDefault();

    Configuration byVariable =
        loader.load(null, Map.of(setting.environmentVariable(), text), List.of());
    Configuration byOption =
        loader.load(null, Map.of(), List.of(new Assignment(setting.key(), text, "--set")));

    assertThat(byVariable.values())
        .filteredOn(value -> value.origin().equals(setting.environmentVariable()))
        .extracting(value -> (Object) value.setting())
        .containsExactly(setting);
    assertThat(byOption.values())
        .filteredOn(value -> value.origin().equals("--set"))
        .extracting(value -> (Object) value.setting())
        .containsExactly(setting);
  }

  @Test
  void defaults_areAsDocumented() throws IOException {
    assertThat(ConfigurationReference.markdown(Settings.all()))
        .as(
            "bring the page up to date: ./clew config --reference >"
                + " docs/reference/configuration.md")
        .isEqualTo(Files.readString(REFERENCE));
  }

  private static List<Object> constantsOf(Class<?> type) throws IllegalAccessException {
    List<Object> constants = new ArrayList<>();
    for (Field field : type.getFields()) {
      constants.add(field.get(null));
    }
    return constants;
  }
}
