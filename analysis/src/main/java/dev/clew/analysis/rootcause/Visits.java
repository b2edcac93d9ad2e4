// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import dev.clew.analysis.trace.TraceView;
import java.util.Arrays;

/**
 * One trace as visits: a visit is a span whose parent belongs to another service (or is missing),
 * its entry, with all spans below it that belong to the same service without a break.
 *
 * <p>Shape: visits are numbered in row order of their entries, so callers come before callees.
 */
final class Visits {

  private final int[] visitOfRow;
  private int[] entries = new int[8];
  private int count;

  Visits(TraceView view) {
    this.visitOfRow = new int[view.size()];
    for (int row = 0; row < view.size(); row++) {
      int parent = view.parent(row);
      if (parent != TraceView.NONE && view.service(parent) == view.service(row)) {
        visitOfRow[row] = visitOfRow[parent];
      } else {
        if (count == entries.length) {
          entries = Arrays.copyOf(entries, count * 2);
        }
        entries[count] = row;
        visitOfRow[row] = count++;
      }
    }
  }

  /** How many visits there are. */
  int count() {
    return count;
  }

  /** The row of a visit's entry. */
  int entry(int visit) {
    return entries[visit];
  }

  /** The visit that a row belongs to. */
  int of(int row) {
    return visitOfRow[row];
  }
}
