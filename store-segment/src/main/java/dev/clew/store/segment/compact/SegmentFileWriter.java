// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.file.MergeSource;
import dev.clew.store.segment.file.SegmentConfig;
import dev.clew.store.segment.file.SegmentSummary;
import dev.clew.store.segment.file.SegmentWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes files that become segments; what could not be written leaves no file behind. Everything
 * but a flush is held back to what the throttle lets pass.
 *
 * <p>Threads: one at a time.
 */
final class SegmentFileWriter {

  private final Disk disk;
  private final Segments segments;
  private final SegmentWriter writer;
  private final CompactionMetrics metrics;
  private final WriteThrottle throttle;
  private CompactionTask task = CompactionTask.FLUSH; // that is being written

  SegmentFileWriter(
      Disk disk,
      Segments segments,
      SegmentConfig config,
      WriteThrottle throttle,
      CompactionMetrics metrics) {
    this.disk = disk;
    this.segments = segments;
    this.writer = new SegmentWriter(new ThrottledDisk(disk, this::hold), segments.zstd(), config);
    this.throttle = throttle;
    this.metrics = metrics;
  }

  /**
   * Writes a file.
   *
   * @param level how often its spans have been merged
   */
  SegmentEntry write(CompactionTask why, int level, List<MergeSource> sources) throws IOException {
    task = why;
    long number = segments.allocate();
    Path path = segments.path(number);
    try {
      SegmentSummary summary = writer.write(path, sources);
      metrics.written(why, summary.bytes());
      return SegmentEntry.of(number, level, summary);
    } catch (IOException | RuntimeException e) {
      Removal.of(disk, path);
      throw e;
    }
  }

  /** Deletes a file that does not become a segment after all. */
  void discard(SegmentEntry entry) {
    Removal.of(disk, segments.path(entry.number()));
  }

  private void hold(long bytes) {
    if (task == CompactionTask.FLUSH) {
      throttle.count(bytes); // memory waits for it
    } else {
      throttle.await(bytes);
    }
  }
}
