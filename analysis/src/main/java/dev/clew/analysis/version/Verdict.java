// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.version;

/** What to do with a candidate version. */
public enum Verdict {
  /** It is surely not worse by more than may be tolerated. */
  PROMOTE,
  /** The data cannot tell yet. */
  HOLD,
  /** It is surely worse. */
  ROLL_BACK
}
