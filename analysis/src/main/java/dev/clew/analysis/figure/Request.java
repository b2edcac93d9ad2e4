// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.figure;

import dev.clew.analysis.path.CriticalPath;
import dev.clew.analysis.trace.TraceView;

/**
 * One request that is analysed: a span that somebody waited for and everything below it.
 *
 * @param view its trace
 * @param root its row there
 * @param path its critical path
 */
public record Request(TraceView view, int root, CriticalPath path) {

  /** One past its last row. */
  public int end() {
    return view.subtreeEnd(root);
  }

  /** How many requests it stands for. */
  public double weight() {
    return view.weight();
  }

  /** How long it took. */
  public long durationNanos() {
    return view.durationNanos(root);
  }
}
