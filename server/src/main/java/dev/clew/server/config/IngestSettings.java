// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.pipeline.IngestConfig;
import java.time.Duration;
import java.util.List;

/** The keys of what lies between the receivers and the store. */
public final class IngestSettings {

  private static final IngestConfig DEFAULTS = IngestConfig.defaults();

  public static final Setting<Long> QUEUE_BYTES_MAX =
      new Setting<>(
          "ingest.queue-bytes-max",
          ValueTypes.bytes(Settings.MIB, 64 * Settings.GIB),
          DEFAULTS.queueBytesMax(),
          "Most bytes on their way between the network and the disk. Beyond it senders are told to"
              + " wait.");

  public static final Setting<Duration> RETRY_AFTER =
      new Setting<>(
          "ingest.retry-after",
          ValueTypes.duration(Duration.ofMillis(1), Duration.ofMinutes(10)),
          DEFAULTS.retryAfter(),
          "How long a sender is told to wait when there is no room for its spans.");

  private IngestSettings() {}

  static List<Setting<?>> all() {
    return List.of(QUEUE_BYTES_MAX, RETRY_AFTER);
  }

  static IngestConfig read(Configuration configuration) {
    return new IngestConfig(configuration.get(QUEUE_BYTES_MAX), configuration.get(RETRY_AFTER));
  }
}
