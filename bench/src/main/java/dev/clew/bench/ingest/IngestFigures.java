// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.ingest;

import java.util.Locale;

/**
 * What one run found out. Figures are about the measured spans only, but for bytes on disk, which
 * are about all spans that were sent.
 *
 * @param spanCount spans that were measured
 * @param seconds how long they took
 * @param cpuSeconds what the server's process used meanwhile, compiler and collector included
 * @param spansOnDisk all spans that were sent
 * @param diskBytes size of the data directory after the server has stopped
 * @param peakMemoryBytes most memory the server's process had resident, or 0 if the system does not
 *     say
 */
record IngestFigures(
    long spanCount,
    double seconds,
    double cpuSeconds,
    long spansOnDisk,
    long diskBytes,
    long peakMemoryBytes) {

  private double spansPerSecond() {
    return spanCount / seconds;
  }

  private double cpuSecondsPerMillionSpans() {
    return cpuSeconds * 1e6 / spanCount;
  }

  private double bytesPerSpan() {
    return (double) diskBytes / spansOnDisk;
  }

  String toMarkdown() {
    return String.format(
        Locale.ROOT,
        """
        | figure | value |
        |---|---:|
        | CPU seconds per million spans, whole server | %.2f |
        | spans per second | %,.0f |
        | bytes per span on disk | %.1f |
        | peak resident memory, MiB | %.0f |
        | spans measured | %,d |
        """,
        cpuSecondsPerMillionSpans(),
        spansPerSecond(),
        bytesPerSpan(),
        peakMemoryBytes / 1048576.0,
        spanCount);
  }

  String toJson() {
    return String.format(
        Locale.ROOT,
        """
        {
          "cpuSecondsPerMillionSpans": %.3f,
          "spansPerSecond": %.0f,
          "bytesPerSpan": %.2f,
          "peakMemoryBytes": %d,
          "spanCount": %d,
          "seconds": %.3f
        }
        """,
        cpuSecondsPerMillionSpans(),
        spansPerSecond(),
        bytesPerSpan(),
        peakMemoryBytes,
        spanCount,
        seconds);
  }
}
