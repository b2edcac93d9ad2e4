// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.diagnosis;

import dev.clew.analysis.contrast.Outcome;
import dev.clew.analysis.selection.AnalysisQuery;

/**
 * A question why some traces are worse than others.
 *
 * @param query which traces; {@link AnalysisQuery#tracesMax} holds for each of the two sets
 * @param comparison which of them are compared with what
 * @param outcome in what way they are worse
 * @param useEvents whether events of spans count when services are ranked
 */
public record DiagnosisQuery(
    AnalysisQuery query, Comparison comparison, Outcome outcome, boolean useEvents) {}
