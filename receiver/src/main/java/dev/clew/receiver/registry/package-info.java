// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Registries of models and features over HTTP.
 *
 * <p>Start with {@link dev.clew.receiver.registry.MlflowRegistry}. Invariants: a question ends
 * within its time-out, however slowly the answer comes; answers are bounded; redirects are not
 * followed, so that credentials go nowhere else.
 */
@NullMarked
package dev.clew.receiver.registry;

import org.jspecify.annotations.NullMarked;
