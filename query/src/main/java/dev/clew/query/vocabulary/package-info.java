// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The ML vocabulary of a running server, and who links to a trace: {@code /api/clew/v1/vocabulary}
 * and {@code /api/clew/v1/traces/{id}/backlinks}.
 *
 * <p>Start with {@link dev.clew.query.vocabulary.VocabularyApi}.
 */
@NullMarked
package dev.clew.query.vocabulary;

import org.jspecify.annotations.NullMarked;
