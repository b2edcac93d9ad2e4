// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import dev.clew.model.SpanBatch;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Encodes batches on the threads that bring them, so that only the write itself is left to the one
 * thread that writes.
 *
 * <p>Threads: any number at once.
 */
public final class BatchEncoders implements AutoCloseable {

  private static final int ENCODERS_KEPT_MAX = 8;
  private static final int FRAMES_KEPT_MAX = 16;
  private static final int FRAME_BYTES_KEPT_MAX = 1 << 20;

  private final BlockingQueue<BatchEncoder> encoders = new ArrayBlockingQueue<>(ENCODERS_KEPT_MAX);
  private final BlockingQueue<ByteSink> frames = new ArrayBlockingQueue<>(FRAMES_KEPT_MAX);

  /** Encoders to come. */
  public BatchEncoders() {}

  /** Encodes a batch; it is not kept. */
  public EncodedBatch encode(SpanBatch batch) {
    BatchEncoder encoder = encoders.poll();
    if (encoder == null) {
      encoder = new BatchEncoder();
    }
    ByteSink frame = frames.poll();
    if (frame == null) {
      frame = new ByteSink();
    }
    frame.length = JournalFormat.FRAME_HEADER_BYTES;
    encoder.encode(batch, frame);
    if (!encoders.offer(encoder)) {
      encoder.close();
    }
    return new EncodedBatch(frame);
  }

  /** Takes the memory of a batch back that was written, or will not be. */
  public void release(EncodedBatch batch) {
    if (batch.frame.bytes.length <= FRAME_BYTES_KEPT_MAX) {
      frames.offer(batch.frame);
    }
  }

  /** Frees what the idle encoders hold outside of the heap; others go on. Idempotent. */
  @Override
  public void close() {
    for (BatchEncoder encoder = encoders.poll(); encoder != null; encoder = encoders.poll()) {
      encoder.close();
    }
  }
}
