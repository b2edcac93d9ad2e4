// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.report;

import dev.clew.model.TraceId;
import java.util.List;

/**
 * Something worth knowing, in words.
 *
 * @param kind which analysis says so
 * @param severity 0 to 10; how it is put together is said at {@link Findings}
 * @param service the service it is about; empty if it is about all
 * @param operation the operation it is about; empty if it is about more than one
 * @param text one sentence with the figures
 * @param exemplars traces that show it
 */
public record Finding(
    Kind kind,
    double severity,
    String service,
    String operation,
    String text,
    List<TraceId> exemplars) {

  public Finding {
    exemplars = List.copyOf(exemplars);
  }

  /** Which analysis says so. */
  public enum Kind {
    BOTTLENECK,
    VARIABILITY,
    ERROR,
    HIDDEN_ERROR,
    PATTERN,
    CAPACITY,
    VERSION,
    QUALITY
  }
}
