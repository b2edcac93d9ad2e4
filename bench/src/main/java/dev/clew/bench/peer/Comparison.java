// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.peer;

import java.util.List;

/**
 * What was measured of Clew and of a peer.
 *
 * @param peer its name and version
 * @param notes how it was measured, a sentence each
 */
public record Comparison(String peer, List<Line> lines, List<String> notes) {

  public Comparison {
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
  }

  /**
   * One figure of both.
   *
   * @param unit of both values
   * @param isMoreBetter whether the larger value is the better one
   */
  public record Line(String name, String unit, double clew, double peer, boolean isMoreBetter) {

    /** How many times better Clew is; less than 1 if it is worse. */
    public double ratio() {
      return isMoreBetter ? clew / peer : peer / clew;
    }
  }
}
