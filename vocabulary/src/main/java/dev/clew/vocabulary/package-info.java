// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The ML vocabulary: which concepts spans can carry, under which names conventions send them, and
 * what operations belong to which layer. All of it is data, in {@code vocabulary.yaml}.
 *
 * <p>Start with {@link dev.clew.vocabulary.Vocabulary} (what is known) and {@link
 * dev.clew.vocabulary.VocabularyFile} (how it is read and checked).
 *
 * <p>Invariant: a vocabulary that exists is consistent; every name in it leads somewhere.
 */
@NullMarked
package dev.clew.vocabulary;

import org.jspecify.annotations.NullMarked;
