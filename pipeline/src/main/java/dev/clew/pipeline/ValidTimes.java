// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanCopier;

/**
 * Leaves out spans whose start or end lies beyond what signed epoch nanoseconds can say (the year
 * 2262): OTLP's times are unsigned, everything behind this point is not.
 */
public final class ValidTimes implements Processor {

  private static final String REASON = "invalid_time";

  @Override
  public SpanBatch process(SpanBatch batch, Context context) {
    int invalidCount = 0;
    int firstInvalid = -1;
    for (int row = 0; row < batch.spanCount(); row++) {
      if (isInvalid(batch, row)) {
        firstInvalid = invalidCount++ == 0 ? row : firstInvalid;
      }
    }
    if (invalidCount == 0) {
      return batch;
    }
    context.reject(REASON, invalidCount, message(batch, firstInvalid));
    SpanBatchBuilder builder = context.builder();
    SpanCopier copier = new SpanCopier(builder);
    for (int row = 0; row < batch.spanCount(); row++) {
      if (!isInvalid(batch, row)) {
        copier.copy(batch, row);
      }
    }
    return builder.view();
  }

  private static boolean isInvalid(SpanBatch batch, int row) {
    return (batch.startNanos(row) | batch.endNanos(row)) < 0;
  }

  private static String message(SpanBatch batch, int row) {
    return "span times: start "
        + Long.toUnsignedString(batch.startNanos(row))
        + ", end "
        + Long.toUnsignedString(batch.endNanos(row))
        + " (expected: epoch nanoseconds up to "
        + Long.MAX_VALUE
        + ")";
  }
}
