// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.store.segment.disk.Disk;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What the store takes from outside, so that a test can give it something else.
 *
 * @param nanoTime a monotonic clock
 * @param epochNanos the time of day
 * @param random used now and then by one thread, for hash seeds that senders cannot guess
 * @param meters where figures go
 */
public record StorePlatform(
    Disk disk,
    LongSupplier nanoTime,
    LongSupplier epochNanos,
    RandomGenerator random,
    MeterRegistry meters) {}
