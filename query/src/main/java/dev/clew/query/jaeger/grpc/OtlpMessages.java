// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.grpc;

import dev.clew.codec.jaeger.JaegerOrigin;
import dev.clew.codec.otlp.OtlpProtoWriter;
import dev.clew.codec.otlp.SpanRows;
import dev.clew.model.SpanBatch;
import dev.clew.query.grpc.GrpcCall;
import dev.clew.store.QueryLimitException;
import dev.clew.store.TraceChunks;

/**
 * Sends traces as OTLP messages of bounded size: clients refuse messages of more than 4 MiB unless
 * told otherwise. A message is larger only if a single span is.
 *
 * <p>Threads: one; make one per call.
 */
final class OtlpMessages {

  private static final int SPANS_MAX = 1000;
  private static final int BYTES_MAX = 2 << 20;

  private final OtlpProtoWriter writer =
      OtlpProtoWriter.withoutResourceKey(JaegerOrigin.FORMAT_KEY);
  private final GrpcCall<byte[]> call;

  OtlpMessages(GrpcCall<byte[]> call) {
    this.call = call;
  }

  /** Sends the rest of a trace; what a limit cuts off is noted. */
  void send(TraceChunks chunks) {
    try {
      while (chunks.hasNext()) {
        SpanBatch batch = chunks.next();
        for (int begin = 0; begin < batch.spanCount(); begin += SPANS_MAX) {
          send(batch, begin, Math.min(begin + SPANS_MAX, batch.spanCount()));
        }
      }
    } catch (QueryLimitException limit) {
      call.notePartial("a trace is not whole: " + limit.getMessage());
    }
  }

  private void send(SpanBatch batch, int begin, int end) {
    byte[] message = writer.write(SpanRows.range(batch, begin, end));
    if (message.length <= BYTES_MAX || end - begin == 1) {
      call.send(message);
    } else {
      int middle = (begin + end) >>> 1;
      send(batch, begin, middle);
      send(batch, middle, end);
    }
  }
}
