// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Model servers: queues, dynamic batches and GPUs.
 *
 * <p>Start with {@link DynamicBatcher}, which turns requests of many traces into one batch with a
 * trace of its own, linked both ways. {@link ModelServer} instruments it with {@code ml.*} names.
 */
@NullMarked
package dev.clew.demo.platform.serving;

import org.jspecify.annotations.NullMarked;
