// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

/**
 * Something that is true of more, or fewer, of the selected traces: an attribute's value, an
 * operation, a call between services.
 *
 * @param service where
 * @param condition what; a call as {@code calls = callee}
 * @param selectedTraces how many of the selected traces it is true of
 * @param referenceTraces how many of the reference
 * @param difference the share in the selected traces minus the share in the reference
 * @param pValue two-sided, corrected for all that was compared (Benjamini and Hochberg)
 */
public record ShareDifference(
    String service,
    Condition condition,
    int selectedTraces,
    int referenceTraces,
    double difference,
    double pValue) {}
