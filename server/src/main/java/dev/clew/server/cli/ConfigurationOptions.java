// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import dev.clew.server.config.Assignment;
import dev.clew.server.config.Configuration;
import dev.clew.server.config.ConfigurationLoader;
import dev.clew.server.config.Setting;
import dev.clew.server.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command with a configuration shares. */
final class ConfigurationOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Read settings from this YAML file.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set one key, over what the file and CLEW_ variables say. May be repeated.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Short for --set host=HOST: where to listen.")
  private @Nullable String host;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      description = "Short for --set port-offset=N: adds N to every port.")
  private @Nullable String portOffset;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Short for --set data-dir=DIR: where everything is stored.")
  private @Nullable String dataDir;

  Configuration load(Map<String, String> environment) {
    return new ConfigurationLoader(Settings.all()).load(file, environment, assignments());
  }

  /** The same, but with this data directory where nothing says another. */
  Configuration load(Map<String, String> environment, Path dataDirectory) {
    dataDir = dataDirectory.toString();
    return load(environment);
  }

  private List<Assignment> assignments() {
    List<Assignment> assignments = new ArrayList<>();
    set.forEach((key, value) -> assignments.add(new Assignment(key, value, "--set")));
    add(Settings.HOST, host, assignments);
    add(Settings.PORT_OFFSET, portOffset, assignments);
    add(Settings.DATA_DIR, dataDir, assignments);
    return assignments;
  }

  private static void add(
      Setting<?> setting, @Nullable String value, List<Assignment> assignments) {
    if (value != null) {
      assignments.add(new Assignment(setting.key(), value, "--" + setting.key()));
    }
  }
}
