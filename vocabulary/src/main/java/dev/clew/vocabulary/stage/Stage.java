// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.stage;

/**
 * A part of a span's time.
 *
 * @param parentRow the span it is a part of
 * @param name what is shown
 * @param operation as {@code ml.operation} has it
 * @param startNanos epoch nanoseconds
 * @param endNanos epoch nanoseconds, not before the start
 * @param source the keys or events that say so
 */
record Stage(
    int parentRow, String name, String operation, long startNanos, long endNanos, String source) {}
