// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.transfer;

import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.store.StoreException;
import dev.clew.store.TraceChunks;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.disk.RealDisk;
import dev.clew.store.segment.offline.StoreFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Copies what a stopped store holds to files, trace by trace; the store does not change. */
public final class StoreExport {

  private final Path dataDirectory;

  /**
   * What was written.
   *
   * @param files their names; none for a stream
   * @param isPartial whether spans are missing because part of the store is damaged
   */
  public record Result(long traceCount, long spanCount, List<Path> files, boolean isPartial) {
    public Result {
      files = List.copyOf(files);
    }
  }

  /** Of the store in this directory. */
  public StoreExport(Path dataDirectory) {
    this.dataDirectory = dataDirectory;
  }

  /**
   * Writes whole traces that begin in a range and have a span that satisfies a filter.
   *
   * @throws IOException if the target cannot be written; nothing of it is left then
   * @throws StoreException if there is no store, a process has it open, or it is damaged
   */
  public Result run(SpanFilter filter, TimeRange range, ExportTarget target, ExportFormat format)
      throws IOException {
    try (StoreFiles store = StoreFiles.open(dataDirectory, new RealDisk());
        TraceChunks chunks = store.traces(filter, range);
        ExportFiles files = new ExportFiles(target, format)) {
      long traces = 0;
      long spans = 0;
      TraceId last = TraceId.INVALID;
      while (chunks.hasNext()) {
        SpanBatch batch = chunks.next();
        files.write(batch);
        spans += batch.spanCount();
        for (int row = 0; row < batch.spanCount(); row++) {
          if (batch.traceIdLow(row) != last.low() || batch.traceIdHigh(row) != last.high()) {
            last = batch.traceId(row);
            traces++;
          }
        }
      }
      return new Result(traces, spans, files.commit(), chunks.isPartial());
    }
  }
}
