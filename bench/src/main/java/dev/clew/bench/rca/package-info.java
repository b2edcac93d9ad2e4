// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How often root-cause ranking is right, on systems in which faults were injected.
 *
 * <p>Start with {@link dev.clew.bench.rca.RootCauseBench}. {@link dev.clew.bench.rca.FaultCases}
 * finds the cases of a folder and {@link dev.clew.bench.rca.TraceFile} reads their spans and logs;
 * nothing here but the readers knows where the data come from.
 */
@NullMarked
package dev.clew.bench.rca;

import org.jspecify.annotations.NullMarked;
