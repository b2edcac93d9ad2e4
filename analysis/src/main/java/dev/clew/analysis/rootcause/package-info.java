// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Which service is to blame: ranks the services of an incident against a baseline.
 *
 * <p>Start with {@link dev.clew.analysis.rootcause.RootCauses}. Traces are cut into visits, the
 * time a request spends in one service (see {@link dev.clew.analysis.rootcause.Visits}); a {@link
 * dev.clew.analysis.rootcause.Profile} counts what visits do. Four kinds of evidence come of two
 * profiles: time in the service and on the way to it ({@link
 * dev.clew.analysis.rootcause.LatencyShifts}, {@link dev.clew.analysis.rootcause.Blame}), errors
 * that begin there, events in another order, calls made or not made ({@link
 * dev.clew.analysis.rootcause.TransitionShifts}).
 *
 * <p>What chance explains counts nothing: times and calls are corrected for how many were compared.
 * Every strength is a share from 0 to 1 that the data support with 95 % confidence, so that kinds
 * can be weighed against each other without training. Linear in spans but for sorting.
 */
@NullMarked
package dev.clew.analysis.rootcause;

import org.jspecify.annotations.NullMarked;
