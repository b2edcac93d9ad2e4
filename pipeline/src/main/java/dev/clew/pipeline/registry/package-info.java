// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What registries of models and features know of what spans name, added when spans come in.
 *
 * <p>Start with {@link dev.clew.pipeline.registry.RegistryFacts}. Invariants: a span never waits
 * for a registry; what a registry has not said is not added; what may change is only added to spans
 * of the time at which it was said.
 */
@NullMarked
package dev.clew.pipeline.registry;

import org.jspecify.annotations.NullMarked;
