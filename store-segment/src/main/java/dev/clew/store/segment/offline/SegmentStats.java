// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.offline;

import dev.clew.store.segment.compact.SegmentEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a segment holds.
 *
 * @param services names, sorted
 * @param columnBytes size on disk by column
 */
public record SegmentStats(
    Path file, SegmentEntry entry, List<String> services, Map<String, Long> columnBytes) {

  public SegmentStats {
    services = List.copyOf(services);
    columnBytes = Map.copyOf(columnBytes);
  }
}
