// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.query.http.QueryConfig;
import dev.clew.query.ui.UiConfig;
import dev.clew.store.query.QueryLimits;
import java.time.Duration;
import java.util.List;

/** The keys of the query APIs and the web UI. */
public final class QuerySettings {

  private static final QueryConfig DEFAULTS = QueryConfig.defaults();

  public static final Setting<Integer> PORT =
      new Setting<>("query.port", ValueTypes.port(), 16686, "Web UI and query APIs.");

  public static final Setting<Duration> TIMEOUT =
      new Setting<>(
          "query.timeout",
          ValueTypes.duration(Duration.ofMillis(10), Duration.ofHours(1)),
          DEFAULTS.limits().timeout(),
          "Longest time a query may search; what it has found by then is a partial answer.");

  public static final Setting<Duration> RESPONSE_TIMEOUT =
      new Setting<>(
          "query.response-timeout",
          ValueTypes.duration(Duration.ofMillis(10), Duration.ofHours(24)),
          DEFAULTS.responseTimeout(),
          "Longest time an answer may take to reach its client, all in all.");

  public static final Setting<Long> ROWS_MAX =
      new Setting<>(
          "query.rows-max",
          ValueTypes.integer64(1, Long.MAX_VALUE),
          DEFAULTS.limits().rowsMax(),
          "Most spans that one query may look at; more gives a partial answer.");

  public static final Setting<Long> BYTES_MAX =
      new Setting<>(
          "query.bytes-max",
          ValueTypes.bytes(Settings.MIB, 1024 * 1024 * Settings.GIB),
          DEFAULTS.limits().bytesMax(),
          "Most bytes that one query may read; more gives a partial answer.");

  public static final Setting<Integer> CONCURRENT_MAX =
      new Setting<>(
          "query.concurrent-max",
          ValueTypes.integer(1, 10_000),
          DEFAULTS.concurrentMax(),
          "Queries that run at the same time.");

  public static final Setting<Integer> WAITING_MAX =
      new Setting<>(
          "query.waiting-max",
          ValueTypes.integer(0, 100_000),
          DEFAULTS.waitingMax(),
          "Queries that wait for their turn; one more is refused.");

  public static final Setting<Integer> TRACES_DEFAULT =
      new Setting<>(
          "query.traces-default",
          ValueTypes.integer(1, 1_000_000),
          DEFAULTS.tracesDefault(),
          "Traces of a search that does not say how many it wants.");

  public static final Setting<Integer> TRACES_MAX =
      new Setting<>(
          "query.traces-max",
          ValueTypes.integer(1, 1_000_000),
          DEFAULTS.tracesMax(),
          "Most traces of one search.");

  public static final Setting<String> BASE_PATH =
      new Setting<>(
          "ui.base-path",
          ValueTypes.textOrNone("a path such as /clew, or nothing"),
          UiConfig.defaults().basePath(),
          "Where the web UI and the query APIs are for browsers, when a proxy puts them below a"
              + " path.");

  public static final Setting<List<String>> FRAME_ANCESTORS =
      new Setting<>(
          "ui.frame-ancestors",
          ValueTypes.list("a list of origins such as https://grafana.example"),
          UiConfig.defaults().frameAncestors(),
          "Origins whose pages may show the web UI in a frame.");

  private QuerySettings() {}

  static List<Setting<?>> all() {
    return List.of(
        PORT,
        TIMEOUT,
        RESPONSE_TIMEOUT,
        ROWS_MAX,
        BYTES_MAX,
        CONCURRENT_MAX,
        WAITING_MAX,
        TRACES_DEFAULT,
        TRACES_MAX,
        BASE_PATH,
        FRAME_ANCESTORS);
  }

  static UiConfig readUi(Configuration configuration) {
    return new UiConfig(configuration.get(BASE_PATH), configuration.get(FRAME_ANCESTORS));
  }

  static QueryConfig read(Configuration configuration) {
    return new QueryConfig(
        new QueryLimits(
            configuration.get(ROWS_MAX), configuration.get(BYTES_MAX), configuration.get(TIMEOUT)),
        configuration.get(RESPONSE_TIMEOUT),
        configuration.get(CONCURRENT_MAX),
        configuration.get(WAITING_MAX),
        configuration.get(TRACES_DEFAULT),
        configuration.get(TRACES_MAX));
  }
}
