// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

import java.util.BitSet;

/**
 * A condition and the rows that meet it.
 *
 * @param rows all of them
 * @param searched those of them that are searched
 */
record Item(Condition condition, BitSet rows, BitSet searched) {}
