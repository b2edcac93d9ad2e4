// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Export and import of a store that no server has open: which files, how they are compressed, and
 * what is between them and the store.
 *
 * <p>Start with {@link dev.clew.server.transfer.StoreExport} and {@link
 * dev.clew.server.transfer.StoreImport}.
 */
@NullMarked
package dev.clew.server.transfer;

import org.jspecify.annotations.NullMarked;
