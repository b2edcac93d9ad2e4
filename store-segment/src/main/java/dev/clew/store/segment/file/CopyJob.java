// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.Projection;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.segment.part.ColumnKey;
import org.jspecify.annotations.Nullable;

/** From where spans are copied, what of them, and where to. */
record CopyJob(SegmentFile file, Projection wanted, SpanBatchBuilder target) {

  /** A column to read; null if the file has none or nobody wants it. */
  @Nullable StoredColumn column(ColumnKey key) {
    return key.isIn(wanted) ? file.column(key) : null;
  }
}
