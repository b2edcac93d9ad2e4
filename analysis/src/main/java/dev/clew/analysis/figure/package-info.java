// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What all analyses count with: distributions, buckets of time, and the evidence for a result.
 *
 * <p>Start with {@link dev.clew.analysis.figure.Distribution} and {@link
 * dev.clew.analysis.figure.Request}.
 *
 * <p>Invariants: quantiles are exact; a sampled trace counts as many times as it stands for;
 * exemplars do not depend on the order of traces.
 */
@NullMarked
package dev.clew.analysis.figure;

import org.jspecify.annotations.NullMarked;
