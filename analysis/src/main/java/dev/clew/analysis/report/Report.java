// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.report;

import dev.clew.analysis.bottleneck.Bottlenecks;
import dev.clew.analysis.capacity.Capacity;
import dev.clew.analysis.dependency.Dependencies;
import dev.clew.analysis.diagnosis.Diagnosis;
import dev.clew.analysis.error.Errors;
import dev.clew.analysis.performance.Performance;
import dev.clew.analysis.quality.TraceQuality;
import dev.clew.analysis.recommendation.Recommendations;
import dev.clew.analysis.version.VersionReport;
import java.util.List;
import java.util.Optional;

/**
 * Everything about the requests of one query.
 *
 * @param service whose requests; empty for all
 * @param operation which of them; empty for all
 * @param findings what matters most, first
 * @param recommendations what to do, by what it would gain
 * @param versions models of which several versions were called, the worst verdict first
 * @param diagnosis what sets some of the traces apart from others, if that was asked
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
    TraceQuality quality,
    Recommendations recommendations,
    List<VersionReport> versions,
    Optional<Diagnosis> diagnosis) {

  public Report {
    findings = List.copyOf(findings);
    versions = List.copyOf(versions);
  }

  /** The same with a diagnosis. */
  public Report with(Diagnosis added) {
    return new Report(
        service,
        operation,
        coverage,
        findings,
        performance,
        bottlenecks,
        errors,
        dependencies,
        capacity,
        quality,
        recommendations,
        versions,
        Optional.of(added));
  }
}
