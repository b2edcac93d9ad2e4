// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BlameTest {

  private static final int CALLER = 1;
  private static final int CALLEE = 2;
  private static final int OTHER = 3;

  private final Blame blame = new Blame();

  @Test
  void ofCallee_nothingElseKnown_leansTowardsTheCallee() {
    blame.add(CALLER, CALLEE, 5);
    assertThat(blame.ofCallee(CALLER, CALLEE, 5)).isCloseTo(2.0 / 3, within(1e-9));
  }

  @Test
  void ofCallee_itsOtherCallerFaresAsBadly_isTheCallees() {
    blame.add(CALLER, CALLEE, 5);
    blame.add(OTHER, CALLEE, 8);
    assertThat(blame.ofCallee(CALLER, CALLEE, 5)).isCloseTo(1.2 / 1.3, within(1e-9));
  }

  @Test
  void ofCallee_allThatTheCallerCallsFaresAsBadly_isTheCallers() {
    blame.add(CALLER, CALLEE, 5);
    blame.add(CALLER, OTHER, 5);
    assertThat(blame.ofCallee(CALLER, CALLEE, 5)).isCloseTo(0.2 / 1.3, within(1e-9));
  }

  @Test
  void ofCallee_itsOtherCallersAreWell_isMoreTheCallersFault() {
    blame.add(CALLER, CALLEE, 5);
    blame.add(LatencyKey.SELF, CALLER, 2.5);
    blame.add(OTHER, CALLEE, 0);
    assertThat(blame.ofCallee(CALLER, CALLEE, 5)).isCloseTo(0.2 / 0.8, within(1e-9));
  }
}
