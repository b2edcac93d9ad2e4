// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import dev.clew.model.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * How much more, or less, often one thing follows another.
 *
 * @param change what it means
 * @param strength by how much its share changed at least, with 95 % confidence, from 0 to 1
 * @param count how often it followed, of {@code total} times
 * @param example a trace in which it does; of the baseline if it no longer does
 */
record TransitionShift(
    Profile.Transition place,
    int next,
    Change change,
    double strength,
    int count,
    int total,
    int baselineCount,
    int baselineTotal,
    @Nullable TraceId example) {

  /** What a change of what follows what means. */
  enum Change {
    /** Nothing more follows where something did: something failed. */
    STOPS,
    /** Something follows that never did. */
    NEW,
    /** What follows always did so at times: something else was asked for, as a rule. */
    SHARES,
    /** Visits get farther than they did, or errors are rarer: it has healed. */
    HEALED
  }
}
