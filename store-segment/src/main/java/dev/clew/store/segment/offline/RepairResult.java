// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.offline;

import java.nio.file.Path;
import java.util.List;

/**
 * What a repair could save.
 *
 * @param spansSaved spans that are in new segments now
 * @param spansLost spans that could not be read; those of a file without a readable directory are
 *     not counted
 * @param findings what was wrong, and what it means
 * @param kept where the damaged files are now; nothing reads them any more
 */
public record RepairResult(
    long spansSaved, long spansLost, List<Finding> findings, List<Path> kept) {

  public RepairResult {
    findings = List.copyOf(findings);
    kept = List.copyOf(kept);
  }
}
