// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What can be done to the files of a store that nobody has open: checking them, measuring them, and
 * saving what is left of damaged ones.
 *
 * <p>Start with {@link dev.clew.store.segment.offline.StoreFiles}.
 */
@NullMarked
package dev.clew.store.segment.offline;

import org.jspecify.annotations.NullMarked;
