// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary;

import org.jspecify.annotations.Nullable;

/**
 * Says what a span does from its name or from a concept that it has; both must hold if both are
 * given.
 */
public record SpanRule(@Nullable NamePattern name, @Nullable Concept has, Operation operation) {}
