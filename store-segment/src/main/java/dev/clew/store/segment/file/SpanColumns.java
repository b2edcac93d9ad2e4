// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.StatusCode;
import dev.clew.store.segment.part.ColumnKey.Fixed;

/** The columns of a source that decide how its spans are put together into traces. */
final class SpanColumns {

  private final SourceColumn start;
  private final SourceColumn elapsed;
  private final SourceColumn status;
  private final SourceColumn kind;
  private final SourceColumn id;
  private final SourceColumn parentRow;
  private final SourceColumn remoteParent;

  SpanColumns(MergeSource source) {
    start = source.open(Fixed.SPAN_START);
    elapsed = source.open(Fixed.SPAN_ELAPSED);
    status = source.open(Fixed.SPAN_STATUS);
    kind = source.open(Fixed.SPAN_KIND);
    id = source.open(Fixed.SPAN_ID);
    parentRow = source.open(Fixed.SPAN_PARENT_ROW);
    remoteParent = source.open(Fixed.SPAN_REMOTE_PARENT_ID);
  }

  long start(int row) {
    return start.get(row);
  }

  long end(int row) {
    return start.get(row) + elapsed.get(row);
  }

  boolean isError(int row) {
    return status.get(row) == StatusCode.ERROR.ordinal();
  }

  long kind(int row) {
    return kind.get(row);
  }

  long id(int row) {
    return id.get(row);
  }

  /** The row of the parent in the source, or -1. */
  int parentRow(int row) {
    return (int) parentRow.get(row);
  }

  /** The id of a parent that the source does not hold, or zero. */
  long remoteParent(int row) {
    return remoteParent.get(row);
  }

  boolean isRoot(int row) {
    return parentRow(row) < 0 && !remoteParent.has(row);
  }
}
