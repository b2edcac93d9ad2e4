// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.model.text.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the sources together: defaults, then the file, then {@code CLEW_…} variables, then the
 * command line; what comes later wins. Everything that is wrong in any of them is reported at once.
 */
public final class ConfigurationLoader {

  private final Map<String, Setting<?>> settings = new LinkedHashMap<>();
  private final EnvironmentSource environmentSource;

  public ConfigurationLoader(List<Setting<?>> catalogue) {
    catalogue.forEach(setting -> settings.put(setting.key(), setting));
    environmentSource = new EnvironmentSource(catalogue);
  }

  /**
   * Loads the configuration.
   *
   * @param file the YAML file, or null for none
   * @param environment the environment of the process; variables without {@code CLEW_} are ignored
   * @param overrides from the command line, in its order
   * @throws ConfigurationException when a source cannot be read, a key is unknown or a value is not
   *     what its key expects
   */
  public Configuration load(
      @Nullable Path file, Map<String, String> environment, List<Assignment> overrides) {
    List<String> problems = new ArrayList<>();
    List<Assignment> assignments = new ArrayList<>();
    if (file != null) {
      assignments.addAll(YamlSource.read(file, problems));
    }
    assignments.addAll(environmentSource.read(environment, problems));
    assignments.addAll(overrides);

    Map<String, Configuration.Effective<?>> effective = new LinkedHashMap<>();
    settings.forEach((key, setting) -> effective.put(key, byDefault(setting)));
    for (Assignment assignment : assignments) {
      Setting<?> setting = settings.get(assignment.key());
      if (setting == null) {
        if (!isEmptySection(assignment)) {
          problems.add(unknownKey(assignment));
        }
      } else {
        parse(setting, assignment, effective, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new Configuration(effective.values());
  }

  private static <T> Configuration.Effective<T> byDefault(Setting<T> setting) {
    return new Configuration.Effective<>(
        setting, setting.defaultValue(), Configuration.DEFAULT_ORIGIN);
  }

  private static <T> void parse(
      Setting<T> setting,
      Assignment assignment,
      Map<String, Configuration.Effective<?>> effective,
      List<String> problems) {
    try {
      T value = setting.type().parse(assignment.text());
      effective.put(
          setting.key(), new Configuration.Effective<>(setting, value, assignment.origin()));
    } catch (IllegalArgumentException | ArithmeticException _) {
      problems.add(problem(assignment, "expected: " + setting.type().expected()));
    }
  }

  /** Such as {@code otlp:} in a file where all keys under it are commented out. */
  private boolean isEmptySection(Assignment assignment) {
    String prefix = assignment.key() + ".";
    return assignment.text().isEmpty()
        && settings.keySet().stream().anyMatch(key -> key.startsWith(prefix));
  }

  private String unknownKey(Assignment assignment) {
    Setting<?> nearest = NearestName.to(assignment.key(), settings.values(), Setting::key);
    return problem(
        assignment,
        "unknown key; nearest: %s, %s".formatted(nearest.key(), nearest.type().expected()));
  }

  private static String problem(Assignment assignment, String what) {
    return "%s: %s: %s (%s)"
        .formatted(assignment.origin(), assignment.key(), assignment.text(), what);
  }
}
