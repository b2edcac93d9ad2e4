// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.trace;

/** The arrays of one {@link TraceView}, a row for each span, the rows in depth-first order. */
final class TraceColumns {

  static final byte ORPHAN = 1;
  static final byte CYCLE = 2;
  static final byte SHARED_ID = 4;
  static final byte ENDS_BEFORE_START = 8;

  final long[] spanId;
  final long[] parentSpanId;
  final long[] startNanos;
  final long[] endNanos;
  final int[] parent;
  final int[] subtreeEnd;
  final int[] depth;
  final int[] childBegin; // one more than there are rows
  final int[] children;
  final int[] operation;
  final int[] host;
  final int[] batch;
  final int[] batchRow;
  final byte[] kind;
  final byte[] status;
  final byte[] flags;

  TraceColumns(int rows, int rootCount) {
    spanId = new long[rows];
    parentSpanId = new long[rows];
    startNanos = new long[rows];
    endNanos = new long[rows];
    parent = new int[rows];
    subtreeEnd = new int[rows];
    depth = new int[rows];
    childBegin = new int[rows + 1];
    children = new int[rows - rootCount];
    operation = new int[rows];
    host = new int[rows];
    batch = new int[rows];
    batchRow = new int[rows];
    kind = new byte[rows];
    status = new byte[rows];
    flags = new byte[rows];
  }
}
