// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Benchmarks. Start with {@link dev.clew.bench.Main}, the command behind {@code ./clew bench}; the
 * packages below hold the JMH kernels, one package per module they measure.
 */
@NullMarked
package dev.clew.bench;

import org.jspecify.annotations.NullMarked;
