// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Turns what spans say, in whatever convention, into the concepts of the vocabulary: derived
 * attributes that stand beside the sender's own.
 *
 * <p>Start with {@link dev.clew.vocabulary.normalize.Normalizer}.
 *
 * <p>Method: which keys of a span mean something is looked up once per key and batch; what follows
 * from a set of keys, a scope and a name is worked out once and kept as a plan; text is converted
 * once per distinct value and batch. For one more span with known keys only numbers are moved.
 */
@NullMarked
package dev.clew.vocabulary.normalize;

import org.jspecify.annotations.NullMarked;
