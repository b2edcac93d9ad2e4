// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Stages of a model call (queue, prefill, decode, compute) as spans, where engines tell of them in
 * attributes or events only.
 *
 * <p>Start with {@link dev.clew.vocabulary.stage.StageSpans}.
 */
@NullMarked
package dev.clew.vocabulary.stage;

import org.jspecify.annotations.NullMarked;
