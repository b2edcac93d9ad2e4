// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Compresses and decompresses small pieces with contexts that are kept, because making one costs
 * more than decompressing a block.
 *
 * <p>Threads: safe for any number at once; as many contexts exist as threads use it at a time.
 */
public final class Zstd implements AutoCloseable {

  private static final int LEVEL = 3;
  private static final int CONTEXTS_KEPT_MAX = 16;

  private final BlockingQueue<ZstdCompressCtx> compressors =
      new ArrayBlockingQueue<>(CONTEXTS_KEPT_MAX);
  private final BlockingQueue<ZstdDecompressCtx> decompressors =
      new ArrayBlockingQueue<>(CONTEXTS_KEPT_MAX);

  /** No contexts yet. */
  public Zstd() {}

  /** Appends the compressed form of bytes to an output and returns its length. */
  public int compress(byte[] source, int offset, int length, ByteOutput target) {
    ZstdCompressCtx context = compressors.poll();
    if (context == null) {
      context = new ZstdCompressCtx();
      context.setLevel(LEVEL);
      context.setContentSize(false);
    }
    int bound = (int) com.github.luben.zstd.Zstd.compressBound(length);
    byte[] array = target.reserve(bound);
    int written = context.compressByteArray(array, target.size(), bound, source, offset, length);
    target.advance(written);
    if (!compressors.offer(context)) {
      context.close();
    }
    return written;
  }

  /** Decompresses a piece of mapped memory into an array that has {@code length} bytes or more. */
  public void decompress(
      MemorySegment source, long offset, int storedLength, byte[] target, int length) {
    byte[] stored = new byte[storedLength];
    MemorySegment.copy(source, ValueLayout.JAVA_BYTE, offset, stored, 0, storedLength);
    ZstdDecompressCtx context = decompressors.poll();
    if (context == null) {
      context = new ZstdDecompressCtx();
    }
    int count = context.decompressByteArray(target, 0, length, stored, 0, storedLength);
    if (!decompressors.offer(context)) {
      context.close();
    }
    if (count != length) {
      throw new IllegalArgumentException(
          "decompressed: " + count + " bytes (expected: " + length + ")");
    }
  }

  /** Frees the contexts that nobody uses; those in use are freed when they come back. */
  @Override
  public void close() {
    for (ZstdCompressCtx context = compressors.poll(); context != null; ) {
      context.close();
      context = compressors.poll();
    }
    for (ZstdDecompressCtx context = decompressors.poll(); context != null; ) {
      context.close();
      context = decompressors.poll();
    }
  }
}
