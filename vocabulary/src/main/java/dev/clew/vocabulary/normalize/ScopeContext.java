// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.normalize;

import dev.clew.model.AttributeTable;
import java.util.BitSet;

/**
 * What a span's resource and instrumentation scope say, for one scope of a batch.
 *
 * @param number equal for contexts with the same keys and conventions
 * @param keys what they say something about
 * @param tables by hit: where
 * @param entries by hit: which entry
 * @param conventions those that the scope follows
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ScopeContext(
    int number, int[] keys, AttributeTable[] tables, int[] entries, BitSet conventions) {}
