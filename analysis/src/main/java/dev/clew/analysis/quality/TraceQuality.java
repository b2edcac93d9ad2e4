// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.quality;

import dev.clew.analysis.figure.Evidence;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How whole the traces are.
 *
 * @param traces how many traces this is about
 * @param spans spans in them
 * @param completeness traced operations by all that must have been ({@code spans + missingParents})
 *     × the propagation rate; 0 to 1
 * @param propagationRate spans whose parent is there by spans that name one; 1 if none does
 * @param missingParents spans that others name as parent and that are not there
 * @param orphans spans whose parent is not there
 * @param rootMismatches traces without a span that has no parent, or with several
 * @param skewedSpans spans that begin before or end after a parent on another host
 * @param endsBeforeStart spans that were sent with an end before their start
 * @param unansweredCalls client spans without a server span below, by all client spans; the callee
 *     is not instrumented, or does not continue the trace
 * @param brokenCycles spans that would have been their own ancestors
 * @param brokenIn services whose spans have lost their parents, most orphans first
 * @param overheadRatio (CPU + memory + network cost of instrumentation) by base cost, of the spans
 *     and resources that say; empty if none does
 * @param evidence traces with orphans or roots that do not match
 */
public record TraceQuality(
    long traces,
    long spans,
    double completeness,
    double propagationRate,
    long missingParents,
    long orphans,
    long rootMismatches,
    long skewedSpans,
    long endsBeforeStart,
    double unansweredCalls,
    long brokenCycles,
    List<ServiceOrphans> brokenIn,
    OptionalDouble overheadRatio,
    Evidence evidence) {

  public TraceQuality {
    brokenIn = List.copyOf(brokenIn);
  }

  /** How many spans of a service have lost their parent. */
  public record ServiceOrphans(String service, long orphans, long spans) {}
}
