// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import dev.clew.model.TraceId;

/** Where traces are kept that retention would drop. */
@FunctionalInterface
public interface TraceArchive {

  /**
   * Keeps a trace from now on.
   *
   * @return false if there is no such trace
   */
  boolean archive(TraceId id);
}
