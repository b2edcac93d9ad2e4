// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import java.util.HashMap;
import java.util.Map;

/**
 * Codes of a source's dictionary as codes of what is written, as far as they have come up. What is
 * written has a new dictionary in each epoch.
 */
final class Translation {
  final int[] codes;
  final int[] epochs;

  /** Where large values that have come up are in the file, by code of the source. */
  final Map<Integer, Long> largeOffsets = new HashMap<>();

  Translation(int size) {
    codes = new int[size];
    epochs = new int[size];
  }
}
