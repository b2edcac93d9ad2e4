// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The statistics that comparisons of traces need, as small pure functions.
 *
 * <p>Start with {@link dev.clew.analysis.statistics.Proportions} (shares and their confidence) and
 * {@link dev.clew.analysis.statistics.Quantiles} (robust location and spread). Every p-value here
 * is two-sided; {@link dev.clew.analysis.statistics.FalseDiscovery} corrects sets of them. Arrays
 * are never changed unless a method says so.
 */
@NullMarked
package dev.clew.analysis.statistics;

import org.jspecify.annotations.NullMarked;
