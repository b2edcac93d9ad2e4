// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Load for benchmarks: OTLP requests by the million per second on one core, so that the generator
 * does not compete with what is measured.
 *
 * <p>Start with {@link dev.clew.testkit.load.Workload}; {@link dev.clew.testkit.load.MlWorkload} is
 * the shape of a model-serving platform, {@link dev.clew.testkit.load.TracegenWorkload} that of
 * Jaeger's load generator.
 *
 * <p>How: a request is encoded once, and for each next one only what differs (ids, times, values)
 * is written over it in place. All variable parts therefore have one length. Nothing here uses the
 * codec, which is among the things that are measured.
 */
@NullMarked
package dev.clew.testkit.load;

import org.jspecify.annotations.NullMarked;
