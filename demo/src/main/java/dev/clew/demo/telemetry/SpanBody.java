// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import io.opentelemetry.api.trace.Span;

/** What happens during a span. */
@FunctionalInterface
public interface SpanBody<T> {

  /**
   * Does the work and describes it on {@code span}.
   *
   * @throws Failure if the simulated work fails; the span records it
   */
  T run(Span span);

  /** What happens during a span that yields nothing. */
  @FunctionalInterface
  interface Silent {

    /** Does the work and describes it on {@code span}. */
    void run(Span span);

    /** The same work, yielding a value that means nothing. */
    default SpanBody<Boolean> asBody() {
      return span -> {
        run(span);
        return true;
      };
    }
  }
}
