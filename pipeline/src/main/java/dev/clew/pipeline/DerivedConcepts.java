// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline;

import dev.clew.model.SpanBatch;
import dev.clew.vocabulary.normalize.Normalizer;

/**
 * Adds the concepts of the ML vocabulary to spans, beside what they say themselves: attributes of
 * {@link dev.clew.model.AttributeScope#DERIVED}.
 */
public final class DerivedConcepts implements Processor {

  private final Normalizer normalizer;

  /** By this vocabulary and these prices. */
  public DerivedConcepts(Normalizer normalizer) {
    this.normalizer = normalizer;
  }

  @Override
  public SpanBatch process(SpanBatch batch, Context context) {
    return normalizer.normalize(batch);
  }
}
