// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.disk.WritableFile;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.part.ColumnKey;
import dev.clew.store.segment.part.ColumnKey.Fixed;
import dev.clew.store.segment.part.PartTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes one segment file from any parts: sealed heads when it flushes, segments when it merges.
 * Traces spread over the parts are put together; spans that were sent twice are written once.
 *
 * <pre>
 * file      := header frame* footer
 * header    := "CLEWSEG1"
 * frame     := i32 CRC32C of length and body, varint length, body
 * footer    := i64 offset of the directory's frame, i64 its complement, "CLEWSEG1"
 * bodies    := directory | summary of a column | chunk of a column | presence | dictionary
 *              | large value | trace index
 * directory := varint rows of RESOURCE, SCOPE, SPAN, EVENT, LINK; varint traces;
 *              list of the first event of each block of spans, list of its first link;
 *              i64 offset of the trace index; varint columns, column*
 * column    := name, u8 form, i64 offset of its summary
 * name      := u8 0, u8 ordinal of {@link Fixed} | u8 1, u8 scope, u8 type, sized key | u8 2, u8 scope
 *              (overflow) | u8 3, u8 ordinal of {@link TraceColumn}
 * form      := 0 numbers, 1 doubles, 2 codes of a dictionary, 3 strings
 * large value := varint length, zstd, or the bytes themselves if that is not shorter
 * </pre>
 *
 * <p>Rows are cut into blocks of 4096 per table; a column has a chunk per block that has a value.
 * Chunk and summary: {@link ColumnWriter}; presence, numbers, strings, dictionary: the {@code
 * encoding} package; trace index: {@link TraceHashIndex}. SPAN_START holds the distance from the
 * start of the span before, for the first span of a trace zero, and for the first of a block the
 * distance from the start of its trace; SPAN_PARENT_ROW is as in {@link ParentWriter}; SPAN_TRACE
 * is not written, since the first rows of traces tell it.
 *
 * <p>Cost: one pass over each column, two over byte strings; heap for about 50 bytes per trace, 12
 * per run of rows, one column's dictionary and the blocks at hand, whatever the size of the parts.
 *
 * <p>Threads: one at a time.
 */
public final class SegmentWriter {

  /** How much is written before the sources give back the pages that have been read. */
  private static final long UNLOAD_BYTES = 4 << 20;

  private final Disk disk;
  private final Zstd zstd;
  private final SegmentConfig config;

  /** Writes to this disk. */
  public SegmentWriter(Disk disk, Zstd zstd, SegmentConfig config) {
    this.disk = disk;
    this.zstd = zstd;
    this.config = config;
  }

  /**
   * Writes a file and forces it; that its name survives a crash is up to the caller.
   *
   * @throws IOException if the disk fails; what has been written remains and is to be deleted
   */
  public SegmentSummary write(Path path, List<MergeSource> sources) throws IOException {
    MergeOrder order = new MergeOrder(sources);
    order.compute();
    try (WritableFile file = disk.create(path)) {
      SegmentOutput output = new SegmentOutput(new FrameWriter(file), zstd);
      long startNanosMax = new Writing(sources, order, output).write();
      TraceTable traces = order.traces();
      return new SegmentSummary(
          order.runs().rowCount(),
          traces.count,
          file.size(),
          traces.count == 0 ? Long.MAX_VALUE : traces.start[0],
          startNanosMax);
    }
  }

  /** The writing of one file. */
  private final class Writing {
    private final List<MergeSource> sources;
    private final MergeOrder order;
    private final SegmentOutput output;
    private final ColumnPlan plan;
    private final Directory.Builder directory = new Directory.Builder();
    private long unloadedAt;

    Writing(List<MergeSource> sources, MergeOrder order, SegmentOutput output) {
      this.sources = sources;
      this.order = order;
      this.output = output;
      this.plan = ColumnPlan.of(sources, config);
    }

    /** Returns the latest start of a span. */
    long write() throws IOException {
      Directory.writeHeader(output);
      RowRuns spans = order.runs();
      ScopeMerge scopes = new ScopeMerge(sources);
      SpanTableMerge table = new SpanTableMerge(sources, order, output);
      add(Fixed.SPAN_START, table.writeStarts());
      ParentWriter parents = table.writeParents();
      add(Fixed.SPAN_PARENT_ROW, parents.distances());
      add(Fixed.SPAN_REMOTE_PARENT_ID, parents.remotes());
      add(Fixed.SPAN_SCOPE, table.writeScopes(scopes));
      writeTable(PartTable.SPAN, spans);
      ChildRuns events = ChildRuns.of(sources, spans, Fixed.SPAN_EVENT_COUNT);
      writeTable(PartTable.EVENT, events.runs());
      ChildRuns links = ChildRuns.of(sources, spans, Fixed.SPAN_LINK_COUNT);
      writeTable(PartTable.LINK, links.runs());
      add(Fixed.SCOPE_RESOURCE, SpanTableMerge.writeResources(scopes, output));
      writeTable(PartTable.SCOPE, scopes.scopes());
      writeTable(PartTable.RESOURCE, scopes.resources());
      directory.children(events.blockBegins(), links.blockBegins());
      writeTraces();
      directory.write(output);
      return table.startNanosMax();
    }

    private void writeTable(PartTable table, RowRuns runs) throws IOException {
      directory.rowCount(table, runs.rowCount());
      TableMerge merge = new TableMerge(sources, table, runs, output, config);
      for (ColumnKey key : plan.columns(table)) {
        if (!isDerived(key)) {
          add(key, merge.write(key, plan.readers(key, sources)));
        }
      }
    }

    private void writeTraces() throws IOException {
      TraceTable traces = order.traces();
      for (TraceColumn column : TraceColumn.values()) {
        ColumnWriter writer = SpanTableMerge.writeTraces(traces, column, output);
        directory.trace(column, writer.end());
      }
      directory.traces(traces.count, SpanTableMerge.writeTraceIndex(traces, output));
    }

    private void add(ColumnKey key, ColumnWriter writer) throws IOException {
      if (writer.valueCount() > 0) {
        directory.column(key, writer.form(), writer.end());
      }
      unload();
    }

    /** A column is read once: its pages would only make the process look large. */
    private void unload() {
      long written = output.frames().position();
      if (written - unloadedAt >= UNLOAD_BYTES) {
        sources.forEach(MergeSource::unload);
        unloadedAt = written;
      }
    }

    /** Whether a column is not copied but follows from the new order of rows. */
    private static boolean isDerived(ColumnKey key) {
      return key instanceof Fixed fixed
          && switch (fixed) {
            case SPAN_TRACE,
                SPAN_START,
                SPAN_PARENT_ROW,
                SPAN_REMOTE_PARENT_ID,
                SPAN_SCOPE,
                SCOPE_RESOURCE ->
                true;
            default -> false;
          };
    }
  }
}
