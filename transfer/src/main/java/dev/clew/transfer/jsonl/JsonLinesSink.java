// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer.jsonl;

import dev.clew.codec.otlp.OtlpJsonWriter;
import dev.clew.codec.otlp.SpanRows;
import dev.clew.model.SpanBatch;
import dev.clew.transfer.SpanSink;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a {@code TracesData} document a line, which holds one trace, or a part of it where it
 * comes in several batches. Everything that OTLP can say about a span is there, and nothing that
 * was derived from it.
 */
public final class JsonLinesSink implements SpanSink {

  private final OtlpJsonWriter writer = new OtlpJsonWriter();
  private final OutputStream out;

  /** Writes to this stream, which should be buffered. */
  public JsonLinesSink(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(SpanBatch batch) throws IOException {
    SpanRows all = SpanRows.all(batch);
    int begin = 0;
    while (begin < batch.spanCount()) {
      int end = traceEnd(batch, begin);
      out.write(writer.write(all.within(begin, end)));
      out.write('\n');
      begin = end;
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static int traceEnd(SpanBatch batch, int begin) {
    int end = begin + 1;
    while (end < batch.spanCount()
        && batch.traceIdLow(end) == batch.traceIdLow(begin)
        && batch.traceIdHigh(end) == batch.traceIdHigh(begin)) {
      end++;
    }
    return end;
  }
}
