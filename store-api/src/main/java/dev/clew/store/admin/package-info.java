// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What the owner of the data does with it: deleting spans, and archiving traces so that retention
 * spares them.
 *
 * <p>Start with {@link dev.clew.store.admin.StoreAdmin}.
 */
@NullMarked
package dev.clew.store.admin;

import org.jspecify.annotations.NullMarked;
