// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Why some traces are worse than others, asked of a store.
 *
 * <p>Start with {@link dev.clew.analysis.diagnosis.Diagnoses}. A {@link
 * dev.clew.analysis.diagnosis.Comparison} says which traces are compared with which; the answer
 * comes from {@link dev.clew.analysis.contrast.Contrast} and {@link
 * dev.clew.analysis.rootcause.RootCauses}.
 */
@NullMarked
package dev.clew.analysis.diagnosis;

import org.jspecify.annotations.NullMarked;
