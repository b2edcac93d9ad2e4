// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer;

import dev.clew.model.SpanBatch;
import java.io.IOException;

/**
 * Writes spans to a stream in a format that other programs read.
 *
 * <p>Threads: one at a time. Nothing of a batch is kept after the call.
 */
public interface SpanSink extends AutoCloseable {

  /** Writes all spans of a batch, in order. The spans of a trace should come one after another. */
  void write(SpanBatch batch) throws IOException;

  /** Finishes the format and closes the stream. */
  @Override
  void close() throws IOException;
}
