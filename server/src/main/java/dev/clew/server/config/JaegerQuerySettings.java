// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.query.ui.JaegerUiConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of what speaks to Jaeger's clients beside the HTTP APIs. */
public final class JaegerQuerySettings {

  public static final Setting<Integer> GRPC_PORT =
      new Setting<>(
          "query.grpc.port", ValueTypes.port(), 16685, "Jaeger's query services over gRPC.");

  public static final Setting<Integer> STORAGE_PORT =
      new Setting<>(
          "jaeger.storage.port",
          ValueTypes.port(),
          17271,
          "Jaeger's remote storage (v2) over gRPC, reads and writes: for a Jaeger whose storage is"
              + " Clew.");

  public static final Setting<Duration> CLOCK_SKEW_MAX =
      new Setting<>(
          "query.clock-skew-max",
          ValueTypes.duration(Duration.ZERO, Duration.ofDays(1)),
          Duration.ZERO,
          "Clocks of different hosts that differ by no more than this are reconciled when a trace is"
              + " shown; `0` for none.");

  public static final Setting<Integer> ADJUSTED_SPANS_MAX =
      new Setting<>(
          "query.adjusted-spans-max",
          ValueTypes.integer(0, 10_000_000),
          50_000,
          "Traces with more spans are shown as they are stored, see `query.clock-skew-max`.");

  public static final Setting<Boolean> DELETE_ENABLED =
      new Setting<>(
          "query.delete-enabled",
          ValueTypes.flag(),
          false,
          "Whether `DELETE /api/clew/v1/traces/{id}` deletes traces for whoever reaches it.");

  public static final Setting<String> UI_DIRECTORY =
      new Setting<>(
          "ui.jaeger.dir",
          ValueTypes.textOrNone("a directory with an index.html, or nothing"),
          "",
          "A build of Jaeger's own web UI, served below `/jaeger`; nothing serves none.");

  public static final Setting<String> UI_CONFIG_FILE =
      new Setting<>(
          "ui.jaeger.config",
          ValueTypes.textOrNone("a JSON or JavaScript file, or nothing"),
          "",
          "The configuration of Jaeger's web UI: a JSON object, or a script with a function"
              + " `UIConfig`.");

  private JaegerQuerySettings() {}

  static List<Setting<?>> all() {
    return List.of(
        GRPC_PORT,
        STORAGE_PORT,
        CLOCK_SKEW_MAX,
        ADJUSTED_SPANS_MAX,
        DELETE_ENABLED,
        UI_DIRECTORY,
        UI_CONFIG_FILE);
  }

  static JaegerQueryConfig read(Configuration configuration) {
    String directory = configuration.get(UI_DIRECTORY);
    String configFile = configuration.get(UI_CONFIG_FILE);
    return new JaegerQueryConfig(
        configuration.get(CLOCK_SKEW_MAX),
        configuration.get(ADJUSTED_SPANS_MAX),
        configuration.get(DELETE_ENABLED),
        directory.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new JaegerUiConfig(
                    Path.of(directory),
                    configFile.isEmpty() ? Optional.empty() : Optional.of(Path.of(configFile)),
                    configuration.get(QuerySettings.BASE_PATH),
                    configuration.get(QuerySettings.FRAME_ANCESTORS))));
  }
}
