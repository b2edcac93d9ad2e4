// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.StatusCode;
import dev.clew.store.segment.encoding.ByteInput;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.PartTable;
import java.util.stream.IntStream;

/**
 * Reads everything in a segment file and holds it against everything else in it: the checksum of
 * every frame, every value of every span, the figures and the index of traces, parents, events and
 * links.
 *
 * <p>Cost: about a second per million spans. Threads: one at a time.
 */
public final class SegmentCheck {

  private final SegmentPart part;
  private final SegmentFile file;
  private final SegmentTraces traces;
  private final int[] ordinals = new int[Part.BLOCK_ROWS];
  private final int[] parents = new int[Part.BLOCK_ROWS];
  private final long[] starts = new long[Part.BLOCK_ROWS];
  private long events;
  private long links;
  private long startNanosMin = Long.MAX_VALUE;
  private long startNanosMax = Long.MIN_VALUE;

  // of the trace whose spans are being read
  private int trace = -1;
  private long traceStart;
  private long traceEnd;
  private int traceErrors;

  private SegmentCheck(SegmentPart part) {
    this.part = part;
    this.file = part.file();
    this.traces = part.traces();
  }

  /**
   * Checks a file that could be opened.
   *
   * @return what it holds
   * @throws CorruptSegmentException if something in it is not right
   */
  public static SegmentSummary check(SegmentPart part) {
    SegmentCheck check = new SegmentCheck(part);
    try {
      check.frames();
      for (int block = 0; block < part.blockCount(); block++) {
        check.block(block);
      }
      check.endTrace();
      check.totals();
    } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
      throw check.corrupt("cannot be decoded: " + e);
    }
    return new SegmentSummary(
        part.rowCount(),
        part.traces().count(),
        part.bytes(),
        check.startNanosMin,
        check.startNanosMax);
  }

  private void frames() {
    FrameReader frames = file.frames();
    long end = frames.size() - SegmentFormat.FOOTER_BYTES;
    long at = SegmentFormat.HEADER_BYTES;
    while (at < end) {
      ByteInput body = frames.checked(at);
      at = body.position() + frames.length(at);
    }
    if (at != end) {
      throw frames.corrupt(end, "footer inside of a frame");
    }
  }

  private void block(int block) {
    int rows = part.blockRows(block);
    int begin = block * Part.BLOCK_ROWS;
    SpanBatchBuilder builder = new SpanBatchBuilder();
    part.copy(IntStream.range(begin, begin + rows).toArray(), builder);
    SpanBatch batch = builder.view();
    require(batch.spanCount() == rows, "block " + block + " has " + batch.spanCount() + " spans");
    part.traceOrdinals(block, ordinals);
    part.parentRows(block, parents);
    part.startNanos(block, starts);
    events += batch.eventCount();
    links += batch.linkCount();
    for (int i = 0; i < rows; i++) {
      span(batch, i, begin + i);
      require(
          starts[i] >= part.startNanosMin(block) && starts[i] <= part.startNanosMax(block),
          "row " + (begin + i) + " starts outside of what its block says");
    }
  }

  private void span(SpanBatch batch, int index, int row) {
    if (ordinals[index] != trace) {
      endTrace();
      beginTrace(ordinals[index], row);
    }
    require(
        batch.traceIdHigh(index) == traces.idHigh(trace)
            && batch.traceIdLow(index) == traces.idLow(trace),
        "row " + row + " has another trace id than its trace");
    require(batch.startNanos(index) == starts[index], "row " + row + " has two starts");
    int parent = parents[index];
    require(
        parent == -1 || (parent >= traces.firstRow(trace) && parent < traces.endRow(trace)),
        "row " + row + " has its parent in another trace");
    traceStart = Math.min(traceStart, batch.startNanos(index));
    traceEnd = Math.max(traceEnd, batch.endNanos(index));
    traceErrors += batch.status(index) == StatusCode.ERROR ? 1 : 0;
    startNanosMin = Math.min(startNanosMin, batch.startNanos(index));
    startNanosMax = Math.max(startNanosMax, batch.startNanos(index));
  }

  private void beginTrace(int ordinal, int row) {
    require(ordinal == trace + 1, "trace " + ordinal + " follows trace " + trace);
    trace = ordinal;
    traceStart = Long.MAX_VALUE;
    traceEnd = Long.MIN_VALUE;
    traceErrors = 0;
    require(traces.firstRow(trace) == row, "trace " + trace + " begins at another row");
    require(
        traces.find(traces.idHigh(trace), traces.idLow(trace)) == trace,
        "trace " + trace + " is not found by its id");
    int root = traces.rootRow(trace);
    require(
        root == -1 || (root >= row && root < traces.endRow(trace)),
        "trace " + trace + " has its root elsewhere");
  }

  private void endTrace() {
    if (trace >= 0) {
      require(
          traces.startNanos(trace) == traceStart
              && traces.endNanos(trace) == traceEnd
              && traces.errorSpanCount(trace) == traceErrors,
          "figures of trace " + trace + " are not those of its spans");
    }
  }

  private void totals() {
    require(trace + 1 == traces.count(), "traces: " + (trace + 1));
    require(events == part.rowCount(PartTable.EVENT), "events of spans: " + events);
    require(links == part.rowCount(PartTable.LINK), "links of spans: " + links);
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw corrupt(otherwise);
    }
  }

  private CorruptSegmentException corrupt(String what) {
    return file.frames().corrupt(0, what);
  }
}
