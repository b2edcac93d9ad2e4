// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What fails, where it begins, and what hides it.
 *
 * <p>Start with {@link dev.clew.analysis.error.ErrorAnalysis}. Invariant: an error begins at a span
 * in error that waits for no other one in error; everything above it only passes it on.
 */
@NullMarked
package dev.clew.analysis.error;

import org.jspecify.annotations.NullMarked;
