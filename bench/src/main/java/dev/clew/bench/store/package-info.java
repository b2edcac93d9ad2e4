// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/** Benchmarks of the embedded store's kernels. */
@NullMarked
package dev.clew.bench.store;

import org.jspecify.annotations.NullMarked;
