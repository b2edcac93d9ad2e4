// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.terms;

/** Takes references to other spans one after the other. */
@FunctionalInterface
public interface ReferenceSink {

  /** A reference; what is not a child follows from the other span. */
  void reference(boolean isChildOf, long traceIdHigh, long traceIdLow, long spanId);
}
