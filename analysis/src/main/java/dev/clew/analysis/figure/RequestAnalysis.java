// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.figure;

import dev.clew.model.Projection;

/**
 * An analysis that takes requests one after the other and answers in the end.
 *
 * <p>Threads: one at a time.
 *
 * @param <R> the answer
 */
public interface RequestAnalysis<R> {

  /** What it reads of spans by itself, beyond what every view has. */
  Projection reads();

  /** Takes a request in; those of one trace come together. */
  void add(Request request);

  /** The answer for what was taken in. */
  R result();
}
