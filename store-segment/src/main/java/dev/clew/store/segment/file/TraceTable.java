// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

/** What is known of each trace that is written, in order. */
final class TraceTable {
  final long[] idHigh;
  final long[] idLow;
  final long[] start;
  final long[] elapsed;
  final int[] firstRow;
  final int[] errors;
  final int[] root; // row of the root minus first row, plus one; zero for none
  int count;

  TraceTable(int countMax) {
    idHigh = new long[countMax];
    idLow = new long[countMax];
    start = new long[countMax];
    elapsed = new long[countMax];
    firstRow = new int[countMax];
    errors = new int[countMax];
    root = new int[countMax];
  }

  long get(TraceColumn column, int trace) {
    return switch (column) {
      case ID_HIGH -> idHigh[trace];
      case ID_LOW -> idLow[trace];
      case START -> start[trace];
      case ELAPSED -> elapsed[trace];
      case FIRST_ROW -> firstRow[trace];
      case ERROR_SPANS -> errors[trace];
      case ROOT -> root[trace];
    };
  }
}
