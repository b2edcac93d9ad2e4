// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.AttributeScope;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.segment.encoding.LongValues;
import dev.clew.store.segment.part.ColumnKey.Fixed;
import dev.clew.store.segment.part.Part;
import java.util.Arrays;

/** Copies spans of a segment, with what is wanted of them, into a builder. */
final class SpanCopy {

  private final CopyJob job;
  private final SegmentTraces traces;
  private final SpanStarts starts;
  private final int[] rows;
  private final SpanBatchBuilder target;

  SpanCopy(CopyJob job, SegmentTraces traces, SpanStarts starts, int[] rows) {
    this.job = job;
    this.traces = traces;
    this.starts = starts;
    this.rows = rows;
    this.target = job.target();
  }

  void copy() {
    TableCopy spans = new TableCopy(job, rows);
    long[] ids = spans.numbers(Fixed.SPAN_ID);
    long[] parents = parents(spans.numbers(Fixed.SPAN_REMOTE_PARENT_ID), spans);
    long[] elapsed = spans.numbers(Fixed.SPAN_ELAPSED);
    int[] names = spans.references(Fixed.SPAN_NAME);
    long[] kinds = spans.numbers(Fixed.SPAN_KIND);
    long[] statuses = spans.numbers(Fixed.SPAN_STATUS);
    int[] messages = spans.references(Fixed.SPAN_STATUS_MESSAGE);
    int[] traceStates = spans.references(Fixed.SPAN_TRACE_STATE);
    long[] flags = spans.numbers(Fixed.SPAN_FLAGS);
    long[] droppedAttributes = spans.numbers(Fixed.SPAN_DROPPED_ATTRIBUTES);
    long[] droppedEvents = spans.numbers(Fixed.SPAN_DROPPED_EVENTS);
    long[] droppedLinks = spans.numbers(Fixed.SPAN_DROPPED_LINKS);
    int[] scopes = new ScopeCopy(job).scopes(spans.numbers(Fixed.SPAN_SCOPE));
    spans.attributes(AttributeScope.SPAN);
    TableCopy derived = new TableCopy(job, rows).attributes(AttributeScope.DERIVED);
    ChildCopy events = events();
    ChildCopy links = links();
    for (int i = 0; i < rows.length; i++) {
      target.beginSpan(scopes[i]);
      int trace = traces.ofRow(rows[i]);
      target.traceId(traces.idHigh(trace), traces.idLow(trace));
      target.spanId(ids[i]);
      target.parentSpanId(parents[i]);
      long start = starts.block(rows[i] / Part.BLOCK_ROWS)[rows[i] % Part.BLOCK_ROWS];
      target.startNanos(start);
      target.endNanos(start + elapsed[i]);
      target.nameRef(names[i]);
      target.kindNumber((int) kinds[i]);
      target.statusNumber((int) statuses[i]);
      target.statusMessageRef(messages[i]);
      target.traceStateRef(traceStates[i]);
      target.flags((int) flags[i]);
      target.droppedAttributesCount((int) droppedAttributes[i]);
      target.droppedEventsCount((int) droppedEvents[i]);
      target.droppedLinksCount((int) droppedLinks[i]);
      spans.addTo(AttributeScope.SPAN, i);
      derived.addTo(AttributeScope.DERIVED, i);
      events.addTo(i);
      links.addTo(i);
      target.endSpan();
    }
  }

  /** The ids of parents: of those in the segment by their row, of others as they are. */
  private long[] parents(long[] remote, TableCopy spans) {
    long[] distances = spans.numbers(Fixed.SPAN_PARENT_ROW);
    int[] parentRows = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      parentRows[i] = rows[i] - (int) distances[i];
    }
    long[] ids = new TableCopy(job, parentRows).numbers(Fixed.SPAN_ID);
    for (int i = 0; i < rows.length; i++) {
      ids[i] = distances[i] == 0 ? remote[i] : ids[i];
    }
    return ids;
  }

  private ChildCopy events() {
    int[] begins = new int[rows.length + 1];
    int[] children = children(PartChildren.EVENTS, begins);
    TableCopy events = new TableCopy(job, children).attributes(AttributeScope.EVENT);
    long[] times = events.numbers(Fixed.EVENT_TIME);
    int[] names = events.references(Fixed.EVENT_NAME);
    long[] dropped = events.numbers(Fixed.EVENT_DROPPED_ATTRIBUTES);
    return position -> {
      for (int i = begins[position]; i < begins[position + 1]; i++) {
        target.beginEvent();
        target.eventTimeNanos(times[i]);
        target.eventNameRef(names[i]);
        target.eventDroppedAttributesCount((int) dropped[i]);
        events.addTo(AttributeScope.EVENT, i);
        target.endEvent();
      }
    };
  }

  private ChildCopy links() {
    int[] begins = new int[rows.length + 1];
    int[] children = children(PartChildren.LINKS, begins);
    TableCopy links = new TableCopy(job, children).attributes(AttributeScope.LINK);
    long[] high = links.numbers(Fixed.LINK_TRACE_ID_HIGH);
    long[] low = links.numbers(Fixed.LINK_TRACE_ID_LOW);
    long[] ids = links.numbers(Fixed.LINK_SPAN_ID);
    int[] traceStates = links.references(Fixed.LINK_TRACE_STATE);
    long[] flags = links.numbers(Fixed.LINK_FLAGS);
    long[] dropped = links.numbers(Fixed.LINK_DROPPED_ATTRIBUTES);
    return position -> {
      for (int i = begins[position]; i < begins[position + 1]; i++) {
        target.beginLink();
        target.linkTraceId(high[i], low[i]);
        target.linkSpanId(ids[i]);
        target.linkTraceStateRef(traceStates[i]);
        target.linkFlags((int) flags[i]);
        target.linkDroppedAttributesCount((int) dropped[i]);
        links.addTo(AttributeScope.LINK, i);
        target.endLink();
      }
    };
  }

  /** The child rows of all rows; {@code begins} receives where those of each begin. */
  private int[] children(PartChildren.Kind kind, int[] begins) {
    PartChildren children = kind.countKey().isIn(job.wanted()) ? job.file().children(kind) : null;
    if (children == null) {
      return new int[0];
    }
    LongValues all = new LongValues();
    for (int i = 0; i < rows.length; i++) {
      int first = children.begin(rows[i]);
      int end = children.begin(rows[i] + 1);
      for (int child = first; child < end; child++) {
        all.add(child);
      }
      begins[i + 1] = all.size();
    }
    return Arrays.stream(all.toArray()).mapToInt(Math::toIntExact).toArray();
  }

  /** Adds the events or links of a span to the builder. */
  private interface ChildCopy {
    void addTo(int position);
  }
}
