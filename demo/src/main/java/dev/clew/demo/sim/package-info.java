// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Discrete-event simulation in the process-interaction style: code that waits in simulated time.
 *
 * <p>Start with {@link Simulation}, which owns the agenda, and {@link Strand}, which is what
 * simulated code holds. {@link Station} adds contention, {@link Latency} chance, and {@link Pacer}
 * decides how simulated time relates to the wall clock. Nothing here knows about tracing.
 */
@NullMarked
package dev.clew.demo.sim;

import org.jspecify.annotations.NullMarked;
