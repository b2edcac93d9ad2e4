// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

/**
 * Limits of a segment file.
 *
 * @param attributeColumnsMax how many keys of one scope get columns of their own; further ones
 *     share an overflow column
 * @param valueBytesMax longer values are written by themselves, so that a scan does not read them
 */
public record SegmentConfig(int attributeColumnsMax, int valueBytesMax) {

  public SegmentConfig {
    if (attributeColumnsMax < 1) {
      throw new IllegalArgumentException(
          "attribute columns: " + attributeColumnsMax + " (expected: 1 or more)");
    }
    if (valueBytesMax < 16) {
      throw new IllegalArgumentException(
          "value bytes: " + valueBytesMax + " (expected: 16 or more)");
    }
  }

  /** What fits most. */
  public static SegmentConfig defaults() {
    return new SegmentConfig(1000, 4096);
  }
}
