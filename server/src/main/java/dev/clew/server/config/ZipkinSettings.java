// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.query.zipkin.ZipkinApiConfig;
import java.time.Duration;
import java.util.List;

/** The keys of the Zipkin port: spans in, the read API and the UI. */
public final class ZipkinSettings {

  private static final ZipkinApiConfig DEFAULTS = ZipkinApiConfig.defaults();

  public static final Setting<Integer> PORT =
      new Setting<>(
          "zipkin.port",
          ValueTypes.port(),
          9411,
          "Zipkin: spans in, the read API and Zipkin Lens.");

  public static final Setting<Boolean> STRICT_TRACE_ID =
      new Setting<>(
          "zipkin.strict-trace-id",
          ValueTypes.flag(),
          DEFAULTS.strictTraceId(),
          "Whether trace ids are compared whole. `false` compares the last 16 digits, for systems"
              + " on their way from 64-bit ids to 128-bit ones; it looks at every trace there is.");

  public static final Setting<Boolean> SEARCH_ENABLED =
      new Setting<>(
          "zipkin.search-enabled",
          ValueTypes.flag(),
          DEFAULTS.searchEnabled(),
          "Whether the Zipkin API finds traces and lists names; if not, there are traces by id and"
              + " dependencies.");

  public static final Setting<List<String>> AUTOCOMPLETE_KEYS =
      new Setting<>(
          "zipkin.autocomplete-keys",
          ValueTypes.list("a list of tags such as environment, or * for every one in use"),
          DEFAULTS.autocompleteKeys(),
          "Tags that Zipkin Lens offers with their values.");

  public static final Setting<Duration> LOOKBACK =
      new Setting<>(
          "zipkin.lookback",
          ValueTypes.duration(Duration.ofSeconds(1), Duration.ofDays(36_500)),
          DEFAULTS.lookback(),
          "How far back the Zipkin API looks when a request does not say so, and for lists of"
              + " names.");

  public static final Setting<Integer> DEPENDENCY_TRACES_MAX =
      new Setting<>(
          "zipkin.dependency-traces-max",
          ValueTypes.integer(1, 100_000_000),
          DEFAULTS.dependencyTracesMax(),
          "Most traces, the newest, that are linked for one answer of the Zipkin API about"
              + " dependencies.");

  public static final Setting<List<String>> CORS_ORIGINS =
      new Setting<>(
          "zipkin.cors-origins",
          ValueTypes.list("a list of origins such as https://shop.example, or * for any"),
          DEFAULTS.corsOrigins(),
          "Origins whose web pages may send spans to the Zipkin port and ask its API.");

  public static final Setting<Boolean> UI_ENABLED =
      new Setting<>("zipkin.ui.enabled", ValueTypes.flag(), true, "Whether Zipkin Lens is served.");

  public static final Setting<String> UI_BASE_PATH =
      new Setting<>(
          "zipkin.ui.base-path",
          ValueTypes.text("a path such as /zipkin"),
          "/zipkin",
          "Where Zipkin Lens is for browsers.");

  private ZipkinSettings() {}

  static List<Setting<?>> all() {
    return List.of(
        PORT,
        STRICT_TRACE_ID,
        SEARCH_ENABLED,
        AUTOCOMPLETE_KEYS,
        LOOKBACK,
        DEPENDENCY_TRACES_MAX,
        CORS_ORIGINS,
        UI_ENABLED,
        UI_BASE_PATH);
  }

  static ZipkinConfig read(Configuration configuration) {
    return new ZipkinConfig(
        new ZipkinApiConfig(
            configuration.get(STRICT_TRACE_ID),
            configuration.get(SEARCH_ENABLED),
            configuration.get(AUTOCOMPLETE_KEYS),
            configuration.get(LOOKBACK),
            configuration.get(DEPENDENCY_TRACES_MAX),
            configuration.get(CORS_ORIGINS)),
        configuration.get(UI_ENABLED),
        configuration.get(UI_BASE_PATH));
  }
}
