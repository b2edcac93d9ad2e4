// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import java.util.Locale;

/** Why a segment is written. */
enum CompactionTask {
  /** Spans leave memory. */
  FLUSH,
  /** Segments become one. */
  MERGE,
  /** Some of a segment's spans are too old. */
  RETENTION,
  /** Somebody asked for it. */
  DELETION;

  /** The lower-case word for metrics. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
