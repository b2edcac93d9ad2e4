// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.report;

import dev.clew.analysis.bottleneck.Bottlenecks;
import dev.clew.analysis.capacity.Capacity;
import dev.clew.analysis.dependency.Dependencies;
import dev.clew.analysis.error.Errors;
import dev.clew.analysis.performance.Performance;
import dev.clew.analysis.quality.TraceQuality;
import java.util.List;

/**
 * Everything about the requests of one query.
 *
 * @param service whose requests; empty for all
 * @param operation which of them; empty for all
 * @param findings what matters most, first
 */
public record Report(
    String service,
    String operation,
    Coverage coverage,
    List<Finding> findings,
    Performance performance,
    Bottlenecks bottlenecks,
    Errors errors,
    Dependencies dependencies,
    Capacity capacity,
    TraceQuality quality) {

  public Report {
    findings = List.copyOf(findings);
  }
}
