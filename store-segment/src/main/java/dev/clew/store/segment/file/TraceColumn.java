// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

/**
 * The columns of the table of traces, which every trace has a number in. The ordinal is written to
 * disk, so the order never changes.
 */
enum TraceColumn {
  ID_HIGH,
  ID_LOW,
  START,
  /** Latest end minus earliest start. */
  ELAPSED,
  FIRST_ROW,
  ERROR_SPANS,
  /** Row of the root minus first row, plus one; zero for none. */
  ROOT
}
