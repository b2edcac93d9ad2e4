// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.offline;

import java.util.List;

/**
 * What a check of a store has looked at and found.
 *
 * @param spanCount spans in segments that are in order; those in the journal are not counted
 * @param findings everything that is wrong; empty if nothing is
 */
public record Verification(
    int segmentCount, long spanCount, int journalFileCount, List<Finding> findings) {

  public Verification {
    findings = List.copyOf(findings);
  }
}
