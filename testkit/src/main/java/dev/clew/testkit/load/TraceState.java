// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.load;

import java.util.SplittableRandom;

/** The trace that is being made: its ids and times, and what its spans talk about. */
final class TraceState {

  final SplittableRandom random;
  final long[] spanIds;
  final long[] startNanos;
  final long[] endNanos;

  /** Random numbers that several spans of the trace share: its user, its model and so on. */
  final long[] subjects;

  long traceIdHigh;
  long traceIdLow;

  TraceState(long seed, int spanCount, int subjectCount) {
    this.random = new SplittableRandom(seed);
    this.spanIds = new long[spanCount];
    this.startNanos = new long[spanCount];
    this.endNanos = new long[spanCount];
    this.subjects = new long[subjectCount];
  }

  /** Begins another trace: new ids and subjects; the times are for the caller to set. */
  void next() {
    traceIdHigh = random.nextLong();
    traceIdLow = random.nextLong() | 1; // never the invalid id
    for (int i = 0; i < spanIds.length; i++) {
      spanIds[i] = random.nextLong() | 1;
    }
    for (int i = 0; i < subjects.length; i++) {
      subjects[i] = random.nextLong() >>> 1;
    }
  }
}
