// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.normalize;

import dev.clew.model.SpanBatch;
import dev.clew.vocabulary.Vocabulary;
import dev.clew.vocabulary.price.PriceTable;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Derives the concepts of a vocabulary for the spans of a batch.
 *
 * <p>Threads: any number at once. Cost: for a batch from senders that have been seen before some
 * ten nanoseconds per span that says nothing about ML, and some hundred per span that does.
 */
public final class Normalizer {

  private static final int IDLE_MAX = 8;

  private final CompiledVocabulary vocabulary;
  private final PriceTable prices;
  private final BlockingQueue<BatchNormalizer> idle = new ArrayBlockingQueue<>(IDLE_MAX);

  /** With these meanings, and these prices for calls that do not say what they cost. */
  public Normalizer(Vocabulary vocabulary, PriceTable prices) {
    this.vocabulary = new CompiledVocabulary(vocabulary);
    this.prices = prices;
  }

  /**
   * The batch with derived attributes; see {@link dev.clew.model.DerivedColumns} for what becomes
   * of the one given.
   */
  public SpanBatch normalize(SpanBatch batch) {
    BatchNormalizer normalizer = idle.poll();
    if (normalizer == null) {
      normalizer = new BatchNormalizer(vocabulary, prices);
    }
    SpanBatch result = normalizer.normalize(batch);
    boolean _ = idle.offer(normalizer);
    return result;
  }
}
