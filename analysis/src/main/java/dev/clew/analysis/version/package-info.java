// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Whether one version may take over from another.
 *
 * <p>Start with {@link dev.clew.analysis.version.VersionAnalysis}; {@link
 * dev.clew.analysis.version.Strata} holds what is compared like with like.
 */
@NullMarked
package dev.clew.analysis.version;

import org.jspecify.annotations.NullMarked;
