// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.traffic;

import java.util.random.RandomGenerator;

/** What visitors ask for, and how often, in percent of all requests. */
public enum RequestKind {
  /** Is this payment fraud? */
  SCORE_PAYMENT(45),
  /** What should this visitor see? */
  RECOMMEND(26),
  /** May these pictures be shown? */
  MODERATE_IMAGES(10),
  /** A question to the shopping assistant. */
  ASK_ASSISTANT(7),
  /** A search in the help pages, answered in prose. */
  SEARCH_DOCS(5),
  /** A support ticket to be routed. */
  TRIAGE_TICKET(4),
  /** A request that goes nowhere: scanners, stale clients. */
  STRAY(3);

  private final int percent;

  RequestKind(int percent) {
    this.percent = percent;
  }

  /** One kind, with the frequencies above. */
  public static RequestKind draw(RandomGenerator random) {
    int ticket = random.nextInt(100);
    for (RequestKind kind : values()) {
      ticket -= kind.percent;
      if (ticket < 0) {
        return kind;
      }
    }
    throw new AssertionError("request kinds do not add up to 100 percent");
  }
}
