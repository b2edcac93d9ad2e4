// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.model.SpanBatch;
import dev.clew.model.StatusCode;
import dev.clew.store.segment.part.ColumnKey.Fixed;
import dev.clew.store.segment.part.Part;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The writing side of a head.
 *
 * <p>One thread calls {@link #append} and then {@link #publish}; any thread calls {@link #part()}
 * and reads what was published last, without a lock.
 *
 * <p>How that is safe: everything is written to arrays that never move (chunks), or that are copied
 * to grow and then published by a volatile write; what a row has is written once. {@link #publish}
 * writes the counts to a volatile field, so a reader that has the counts sees all rows below them.
 * Rows above are being written while it reads, and it never looks at them. The exception is what
 * changes after it was written, the figures of a trace: {@link TraceTable} copies those.
 *
 * <p>A span that is equal to a known one in trace id, span id, start and kind is left out: senders
 * that see no answer send again.
 */
public final class Head {

  /** Traces with fewer spans are searched along their chain, larger ones have an index. */
  static final int CHAIN_LENGTH_MAX = 32;

  final Dictionary dictionary;
  final ColumnTable columns = new ColumnTable();
  final DistinctRows resources;
  final DistinctRows scopes;
  final SignatureTable signatures;
  final TraceTable traces;
  final SpanTable spans;
  final EventTable events;
  final LinkTable links;
  final long hashSeed;

  private final Map<Integer, SpanIdIndex> largeTraces = new HashMap<>();
  private final BatchTranslation batch;
  private final EntryBuffer row = new EntryBuffer();
  private final EntryBuffer childRow = new EntryBuffer();
  private volatile HeadPart published;

  /**
   * An empty head.
   *
   * @param hashSeed what senders must not be able to guess
   */
  public Head(long hashSeed) {
    this(hashSeed, Part.BLOCK_ROWS, Integer.MAX_VALUE);
  }

  /**
   * A head that is no larger than it will be.
   *
   * @param blockRows {@link Part#BLOCK_ROWS}, or less if no table will have more rows than that
   * @param stringBytes roughly how many bytes of strings it will hold
   */
  private Head(long hashSeed, int blockRows, int stringBytes) {
    this.hashSeed = hashSeed;
    dictionary = new Dictionary(hashSeed, stringBytes);
    resources = new DistinctRows(hashSeed, blockRows);
    scopes = new DistinctRows(hashSeed, blockRows);
    signatures = new SignatureTable(hashSeed);
    traces = new TraceTable(hashSeed);
    spans = new SpanTable(blockRows);
    events = new EventTable(blockRows);
    links = new LinkTable(blockRows);
    batch = new BatchTranslation(this);
    published = new HeadPart(this);
  }

  /** A part of one batch: a head that takes no more. */
  public static HeadPart partOf(SpanBatch batch, long hashSeed) {
    int rowsMax =
        IntStream.of(
                1,
                batch.spanCount(),
                batch.eventCount(),
                batch.linkCount(),
                batch.resourceCount(),
                batch.scopeCount())
            .max()
            .getAsInt();
    int stringBytes = batch.strings().bytes() + 2 * batch.strings().size();
    Head head = new Head(hashSeed, Math.min(rowsMax, Part.BLOCK_ROWS), stringBytes);
    head.append(batch);
    head.publish();
    return head.part();
  }

  /** What readers see. */
  public HeadPart part() {
    return published;
  }

  /** How many spans have been appended. */
  public int rowCount() {
    return spans.size();
  }

  /** Roughly what the head takes in memory. */
  public long bytes() {
    long largeTraceBytes = 0;
    for (SpanIdIndex index : largeTraces.values()) {
      largeTraceBytes += index.allocatedBytes();
    }
    return largeTraceBytes
        + dictionary.allocatedBytes()
        + columns.allocatedBytes()
        + resources.allocatedBytes()
        + scopes.allocatedBytes()
        + signatures.allocatedBytes()
        + traces.allocatedBytes()
        + spans.allocatedBytes()
        + events.allocatedBytes()
        + links.allocatedBytes();
  }

  /**
   * Appends the spans of a batch; readers see them after the next {@link #publish}. No reference to
   * the batch is kept.
   *
   * @return how many spans were new
   */
  public int append(SpanBatch source) {
    batch.begin(source);
    int before = spans.size();
    for (int index = 0, count = source.spanCount(); index < count; index++) {
      appendSpan(source, index);
    }
    batch.end();
    return spans.size() - before;
  }

  /** Lets readers see everything appended so far. */
  public void publish() {
    published = new HeadPart(this);
  }

  private void appendSpan(SpanBatch source, int index) {
    long spanId = source.spanId(index);
    long startNanos = source.startNanos(index);
    int kind = source.kind(index).ordinal();
    int trace = traces.intern(source.traceIdHigh(index), source.traceIdLow(index));
    int previousRow = traces.lastRow(trace);
    if (previousRow >= 0 && isKnown(trace, spanId, startNanos, kind)) {
      return;
    }
    StatusCode status = source.status(index);
    int signature =
        signatures.intern(
            batch.scope(source.scopeIndex(index)),
            batch.id(source.nameRef(index)),
            kind,
            status.ordinal(),
            source.flags(index));

    SpanBlock block = spans.blockToAppend(dictionary.size(), events.size(), links.size());
    int spanRow = spans.size();
    int at = spanRow % Part.BLOCK_ROWS;
    long endNanos = source.endNanos(index);
    block.spanIds[at] = spanId;
    block.parentSpanIds[at] = source.parentSpanId(index);
    block.startNanos[at] = startNanos;
    block.elapsedNanos[at] = endNanos - startNanos;
    block.traces[at] = trace;
    block.signatures[at] = signature;
    block.previousRows[at] = previousRow;
    block.startNanosMin = Math.min(block.startNanosMin, startNanos);
    block.startNanosMax = Math.max(block.startNanosMax, startNanos);

    boolean root = source.parentSpanId(index) == 0 && isFirstRoot(trace, spanRow);
    traces.addSpan(trace, spanRow, startNanos, endNanos, root, status == StatusCode.ERROR);
    appendEntries(source, index, spanRow);
    indexIfLarge(trace, spanId, spanRow);
  }

  /** Adds the row's entries, which completes it, after its events and links. */
  private void appendEntries(SpanBatch source, int index, int spanRow) {
    row.clear();
    row.addUnlessZero(
        Fixed.SPAN_STATUS_MESSAGE.ordinal(), batch.id(source.statusMessageRef(index)));
    row.addUnlessZero(Fixed.SPAN_TRACE_STATE.ordinal(), batch.id(source.traceStateRef(index)));
    row.addUnlessZero(
        Fixed.SPAN_DROPPED_ATTRIBUTES.ordinal(), source.droppedAttributesCount(index));
    row.addUnlessZero(Fixed.SPAN_DROPPED_EVENTS.ordinal(), source.droppedEventsCount(index));
    row.addUnlessZero(Fixed.SPAN_DROPPED_LINKS.ordinal(), source.droppedLinksCount(index));
    addRange(
        Fixed.SPAN_EVENT_COUNT, events.size(), source.eventEnd(index) - source.eventBegin(index));
    for (int event = source.eventBegin(index); event < source.eventEnd(index); event++) {
      batch.eventEntries(event, childRow);
      events.add(
          spanRow, source.eventTimeNanos(event), batch.id(source.eventNameRef(event)), childRow);
    }
    addRange(Fixed.SPAN_LINK_COUNT, links.size(), source.linkEnd(index) - source.linkBegin(index));
    for (int link = source.linkBegin(index); link < source.linkEnd(index); link++) {
      batch.linkEntries(link, childRow);
      links.add(
          spanRow,
          source.linkTraceIdHigh(link),
          source.linkTraceIdLow(link),
          source.linkSpanId(link),
          childRow);
    }
    batch.spanAttributes(index, row);
    spans.entries().add(row);
  }

  /** Where the children of a span are: the first in the high word, how many in the low one. */
  private void addRange(Fixed column, int first, int count) {
    if (count != 0) {
      row.add(column.ordinal(), (long) first << 32 | count);
    }
  }

  /** Of several roots the first counts: by start, then span id, then kind. */
  private boolean isFirstRoot(int trace, int row) {
    int root = traces.lastRow(trace) < 0 ? -1 : traces.rootRow(trace);
    if (root < 0) {
      return true;
    }
    int order = Long.compare(spans.startNanos(row), spans.startNanos(root));
    if (order == 0) {
      order = Long.compareUnsigned(spans.spanId(row), spans.spanId(root));
    }
    return order != 0
        ? order < 0
        : signatures.kind(spans.signature(row)) < signatures.kind(spans.signature(root));
  }

  private boolean isKnown(int trace, long spanId, long startNanos, int kind) {
    SpanIdIndex index = largeTraces.get(trace);
    if (index != null) {
      for (int slot = index.nextSlot(index.firstSlot(spanId), spanId);
          slot >= 0;
          slot = index.nextSlot(slot + 1, spanId)) {
        if (isSame(index.row(slot), spanId, startNanos, kind)) {
          return true;
        }
      }
      return false;
    }
    for (int known = traces.lastRow(trace); known >= 0; known = spans.previousRow(known)) {
      if (isSame(known, spanId, startNanos, kind)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSame(int known, long spanId, long startNanos, int kind) {
    return spans.spanId(known) == spanId
        && spans.startNanos(known) == startNanos
        && signatures.kind(spans.signature(known)) == kind;
  }

  private void indexIfLarge(int trace, long spanId, int spanRow) {
    if (traces.spanCount(trace) <= CHAIN_LENGTH_MAX) {
      return;
    }
    SpanIdIndex index = largeTraces.get(trace);
    if (index != null) {
      index.add(spanId, spanRow);
      return;
    }
    index = new SpanIdIndex(hashSeed);
    for (int known = spanRow; known >= 0; known = spans.previousRow(known)) {
      index.add(spans.spanId(known), known);
    }
    largeTraces.put(trace, index);
  }
}
