// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Conditions on one stored value, compiled from the leaves of a filter.
 *
 * <p>Start with {@link dev.clew.store.segment.predicate.Predicates}. Each operand type has its
 * class; {@code TypedPredicate} holds what they share: an array satisfies a condition if one of its
 * elements does.
 */
@NullMarked
package dev.clew.store.segment.predicate;

import org.jspecify.annotations.NullMarked;
