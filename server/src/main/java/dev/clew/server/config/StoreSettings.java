// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.store.segment.HeadConfig;
import dev.clew.store.segment.SegmentStoreConfig;
import dev.clew.store.segment.compact.CompactionConfig;
import dev.clew.store.segment.journal.Durability;
import dev.clew.store.segment.journal.JournalConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The keys of the embedded store. */
public final class StoreSettings {

  private static final SegmentStoreConfig DEFAULTS = SegmentStoreConfig.defaults();

  public static final Setting<Durability> JOURNAL_DURABILITY =
      new Setting<>(
          "store.journal.durability",
          ValueTypes.oneOf(Durability.class),
          DEFAULTS.journal().durability(),
          "When the disk is forced: `fsync` before a sender gets its answer, so that nothing"
              + " acknowledged is lost when the machine fails; `interval` regularly, so that the"
              + " last interval may be; `os` when the operating system does it.");

  public static final Setting<Duration> JOURNAL_FSYNC_INTERVAL =
      new Setting<>(
          "store.journal.fsync-interval",
          ValueTypes.duration(Duration.ofMillis(1), Duration.ofMinutes(10)),
          DEFAULTS.journal().forceInterval(),
          "How often the disk is forced with `store.journal.durability: interval`.");

  public static final Setting<Long> JOURNAL_FILE_BYTES_MAX =
      new Setting<>(
          "store.journal.file-bytes-max",
          ValueTypes.bytes(Settings.MIB, 16 * Settings.GIB),
          DEFAULTS.journal().fileBytesMax(),
          "A journal file that has reached this size is followed by another.");

  public static final Setting<Long> DISK_RESERVED_BYTES =
      new Setting<>(
          "store.disk-reserved-bytes",
          ValueTypes.bytes(0, 1024 * Settings.GIB),
          DEFAULTS.journal().reservedBytes(),
          "With less room than this on the disk, spans are refused, so that there is room left for"
              + " what frees some.");

  public static final Setting<Integer> HEAD_SPANS_MAX =
      new Setting<>(
          "store.head.spans-max",
          ValueTypes.integer(1_000, 100_000_000),
          DEFAULTS.head().rowsMax(),
          "A head, the newest spans in memory, is sealed when it holds this many.");

  public static final Setting<Long> HEAD_BYTES_MAX =
      new Setting<>(
          "store.head.bytes-max",
          ValueTypes.bytes(Settings.MIB, 16 * Settings.GIB),
          DEFAULTS.head().bytesMax(),
          "A head is sealed when it takes this much memory.");

  public static final Setting<Duration> HEAD_AGE_MAX =
      new Setting<>(
          "store.head.age-max",
          ValueTypes.duration(Duration.ofSeconds(1), Duration.ofDays(7)),
          DEFAULTS.head().ageMax(),
          "A head is sealed when it began this long ago.");

  public static final Setting<Long> HEAD_TOTAL_BYTES_MAX =
      new Setting<>(
          "store.head.total-bytes-max",
          ValueTypes.bytes(Settings.MIB, 256 * Settings.GIB),
          DEFAULTS.head().totalBytesMax(),
          "While all heads together take more memory than this, or half of the Java heap, spans are"
              + " refused and senders told to wait.");

  public static final Setting<Long> QUEUE_BYTES_MAX =
      new Setting<>(
          "store.queue-bytes-max",
          ValueTypes.bytes(Settings.MIB, 16 * Settings.GIB),
          DEFAULTS.queueBytesMax(),
          "Most encoded bytes that wait for the disk. Beyond it senders are told to wait.");

  public static final Setting<Duration> COMPACTION_WINDOW =
      new Setting<>(
          "store.compaction.window",
          ValueTypes.duration(Duration.ofMinutes(1), Duration.ofDays(365)),
          DEFAULTS.compaction().window(),
          "Segments are merged with those of the same window of time. Retention removes a window at"
              + " a time.");

  public static final Setting<Integer> COMPACTION_BACKLOG_SEGMENTS_MAX =
      new Setting<>(
          "store.compaction.backlog-segments-max",
          ValueTypes.integer(4, 100_000),
          DEFAULTS.compaction().backlogSegmentsMax(),
          "While more segments than this wait to be merged, spans are refused and senders told to"
              + " wait.");

  public static final Setting<Long> COMPACTION_WRITE_BYTES_PER_SECOND_MAX =
      new Setting<>(
          "store.compaction.write-bytes-per-second-max",
          ValueTypes.bytes(Settings.MIB, 1024 * Settings.GIB),
          DEFAULTS.compaction().writeBytesPerSecondMax(),
          "Merging, retention and deletion write no faster than this, on average. What leaves"
              + " memory is never held back, but counts.");

  private StoreSettings() {}

  static List<Setting<?>> all() {
    List<Setting<?>> all = new ArrayList<>(ofStore());
    all.addAll(RetentionSettings.all());
    return List.copyOf(all);
  }

  private static List<Setting<?>> ofStore() {
    return List.of(
        JOURNAL_DURABILITY,
        JOURNAL_FSYNC_INTERVAL,
        JOURNAL_FILE_BYTES_MAX,
        DISK_RESERVED_BYTES,
        HEAD_SPANS_MAX,
        HEAD_BYTES_MAX,
        HEAD_AGE_MAX,
        HEAD_TOTAL_BYTES_MAX,
        QUEUE_BYTES_MAX,
        COMPACTION_WINDOW,
        COMPACTION_BACKLOG_SEGMENTS_MAX,
        COMPACTION_WRITE_BYTES_PER_SECOND_MAX);
  }

  static SegmentStoreConfig read(Configuration configuration) {
    return new SegmentStoreConfig(
        new JournalConfig(
            configuration.get(JOURNAL_DURABILITY),
            configuration.get(JOURNAL_FSYNC_INTERVAL),
            configuration.get(JOURNAL_FILE_BYTES_MAX),
            configuration.get(DISK_RESERVED_BYTES)),
        new HeadConfig(
            configuration.get(HEAD_SPANS_MAX),
            configuration.get(HEAD_BYTES_MAX),
            configuration.get(HEAD_AGE_MAX),
            Math.min(
                configuration.get(HEAD_TOTAL_BYTES_MAX), Runtime.getRuntime().maxMemory() / 2)),
        configuration.get(QUEUE_BYTES_MAX),
        configuration.get(IngestSettings.RETRY_AFTER),
        compaction(configuration));
  }

  private static CompactionConfig compaction(Configuration configuration) {
    CompactionConfig defaults = DEFAULTS.compaction();
    return new CompactionConfig(
        defaults.segment(),
        configuration.get(COMPACTION_WINDOW),
        defaults.segmentsMin(),
        defaults.spansMax(),
        defaults.bytesMax(),
        configuration.get(COMPACTION_BACKLOG_SEGMENTS_MAX),
        configuration.get(COMPACTION_WRITE_BYTES_PER_SECOND_MAX),
        RetentionSettings.read(configuration));
  }
}
