// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.v3;

import dev.clew.model.SpanBatch;
import dev.clew.store.TraceChunks;
import dev.clew.vocabulary.stage.StageSpans;

/**
 * Adds the stages of model calls to traces that come in one chunk; larger ones stay as they are.
 */
final class StagedChunks implements TraceChunks {

  private final TraceChunks chunks;
  private boolean isFirst = true;

  private StagedChunks(TraceChunks chunks) {
    this.chunks = chunks;
  }

  static TraceChunks of(TraceChunks chunks) {
    return new StagedChunks(chunks);
  }

  @Override
  public boolean hasNext() {
    return chunks.hasNext();
  }

  @Override
  public SpanBatch next() {
    SpanBatch chunk = chunks.next();
    boolean isWhole = isFirst && !chunks.hasNext();
    isFirst = false;
    return isWhole ? StageSpans.added(chunk) : chunk;
  }

  @Override
  public void close() {
    chunks.close();
  }
}
