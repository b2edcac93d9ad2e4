// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.trace;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.model.TraceId;
import java.util.List;

/**
 * One trace as a forest in columns: what every analysis works on. {@link TraceViews} makes it.
 *
 * <p>Shape: spans are the rows {@code 0 .. size() - 1} in depth-first order: a parent stands before
 * its children, siblings stand in order of start (then span id), and the spans below {@code row}
 * are exactly the rows {@code row + 1 .. subtreeEnd(row) - 1}. So a loop upwards over the rows goes
 * from parents to children and a loop downwards from children to parents, without recursion,
 * however deep the trace is. Row 0 is the main root: the span without a parent id; among several
 * the one that starts first, then the smallest unsigned span id. If there is none, because it has
 * not come or never will, it is the orphan that lasts longest, which says most of the request; one
 * that consumes only if all do, since nobody waited for it. A root that lasts no time is the main
 * one only if all roots are so. A view has at least one row.
 *
 * <p>Whatever was sent, it is a forest. A span whose parent is missing is a root and {@linkplain
 * #isOrphan flagged}; of spans that are each other's ancestors the first becomes a root and is
 * {@linkplain #isCycleBroken flagged}; a server span that has the id of its client span, as Zipkin
 * shares them, is that one's child and {@linkplain #isIdShared flagged}. A span that was sent twice
 * (equal in id, start and kind) stands here once, with the latest of its ends; children of one that
 * was sent again with other times belong to the copy that they lie in. Times are as sent, clock
 * skew included, but an end is never before the start.
 *
 * <p>Services, operations and hosts are codes of {@link #names()}. Attributes, events and links are
 * read from the batch that the span came in: {@link #batch}, {@link #batchRow}, {@link
 * SpanAttribute}.
 *
 * <p>Threads: immutable. Cost: every accessor is one or two array reads; about 90 bytes per span,
 * plus the batches.
 */
public final class TraceView {

  /** What {@link #parent} says of a root. */
  public static final int NONE = -1;

  private static final byte ERROR = (byte) StatusCode.ERROR.ordinal();

  private final TraceId traceId;
  private final TraceNames names;
  private final TraceColumns columns;
  private final List<SpanBatch> batches;
  private final double weight;
  private final long startNanos;
  private final long endNanos;

  TraceView(
      TraceId traceId,
      TraceNames names,
      TraceColumns columns,
      List<SpanBatch> batches,
      double weight) {
    this.traceId = traceId;
    this.names = names;
    this.columns = columns;
    this.batches = batches;
    this.weight = weight;
    long start = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    for (int row = 0; row < columns.startNanos.length; row++) {
      start = Math.min(start, columns.startNanos[row]);
      end = Math.max(end, columns.endNanos[row]);
    }
    this.startNanos = start;
    this.endNanos = end;
  }

  /** The trace's id. */
  public TraceId traceId() {
    return traceId;
  }

  /** What the codes of services, operations and hosts mean. */
  public TraceNames names() {
    return names;
  }

  /** How many spans there are. */
  public int size() {
    return columns.spanId.length;
  }

  /**
   * How many traces this one stands for, 1 or more: the adjusted count of the threshold in the W3C
   * trace state ({@code ot=th:…}) of the first span in row order that has one, else 1.
   */
  public double weight() {
    return weight;
  }

  /** The earliest start, in epoch nanoseconds. */
  public long startNanos() {
    return startNanos;
  }

  /** The latest end, in epoch nanoseconds. */
  public long endNanos() {
    return endNanos;
  }

  /** From the earliest start to the latest end, in nanoseconds. */
  public long durationNanos() {
    return endNanos - startNanos;
  }

  // Spans

  /** A span's own id. */
  public long spanId(int row) {
    return columns.spanId[row];
  }

  /** The parent id that was sent, whether or not that span is here; zero if none was. */
  public long parentSpanId(int row) {
    return columns.parentSpanId[row];
  }

  /** When a span began, in epoch nanoseconds. */
  public long startNanos(int row) {
    return columns.startNanos[row];
  }

  /** When a span ended, in epoch nanoseconds; never before its start. */
  public long endNanos(int row) {
    return columns.endNanos[row];
  }

  /** How long a span took, in nanoseconds; never negative. */
  public long durationNanos(int row) {
    return columns.endNanos[row] - columns.startNanos[row];
  }

  /** The service of a span. */
  public int service(int row) {
    return names.serviceOf(columns.operation[row]);
  }

  /** The operation of a span: its name within its service. */
  public int operation(int row) {
    return columns.operation[row];
  }

  /** The name of a span's service; empty if it has none. */
  public String serviceName(int row) {
    return names.service(service(row));
  }

  /** The name of a span. */
  public String operationName(int row) {
    return names.operation(columns.operation[row]);
  }

  /** The kind of a span. */
  public SpanKind kind(int row) {
    return SpanKind.ofNumber(columns.kind[row]);
  }

  /** The status of a span. */
  public StatusCode status(int row) {
    return StatusCode.ofNumber(columns.status[row]);
  }

  /** Whether a span's status is an error. */
  public boolean isError(int row) {
    return columns.status[row] == ERROR;
  }

  /**
   * The host whose clock a span was measured with, or {@link TraceNames#UNKNOWN_HOST}: the first of
   * {@code host.id}, {@code host.ip}, {@code ip}, {@code host.name}, {@code k8s.node.name} that the
   * resource has.
   */
  public int host(int row) {
    return columns.host[row];
  }

  // The forest

  /** The row of a span's parent, which is smaller than its own, or {@link #NONE}. */
  public int parent(int row) {
    return columns.parent[row];
  }

  /** Whether a span has no parent in this view. */
  public boolean isRoot(int row) {
    return columns.parent[row] == NONE;
  }

  /** How many children a span has. */
  public int childCount(int row) {
    return columns.childBegin[row + 1] - columns.childBegin[row];
  }

  /** A child of a span, by its number from 0, in order of start. */
  public int child(int row, int number) {
    return columns.children[columns.childBegin[row] + number];
  }

  /** One past the last row below a span; {@code row + 1} if it has no children. */
  public int subtreeEnd(int row) {
    return columns.subtreeEnd[row];
  }

  /** Whether {@code ancestor} is above {@code row}, or is the same. */
  public boolean isWithin(int row, int ancestor) {
    return ancestor <= row && row < columns.subtreeEnd[ancestor];
  }

  /** How many spans are above this one. */
  public int depth(int row) {
    return columns.depth[row];
  }

  /** The next root after this one, or {@link #NONE}; the first is row 0. */
  public int nextRoot(int root) {
    int next = columns.subtreeEnd[root];
    return next < size() ? next : NONE;
  }

  // What had to be assumed

  /** Whether a span names a parent that is not in the trace. */
  public boolean isOrphan(int row) {
    return has(row, TraceColumns.ORPHAN);
  }

  /** Whether a span is a root only because it would be its own ancestor. */
  public boolean isCycleBroken(int row) {
    return has(row, TraceColumns.CYCLE);
  }

  /** Whether a span is a child of the span that it shares its id with. */
  public boolean isIdShared(int row) {
    return has(row, TraceColumns.SHARED_ID);
  }

  /** Whether a span was sent with an end before its start. */
  public boolean endsBeforeStart(int row) {
    return has(row, TraceColumns.ENDS_BEFORE_START);
  }

  private boolean has(int row, byte flag) {
    return (columns.flags[row] & flag) != 0;
  }

  // What it was made of

  /** The batch that a span came in, for its attributes, events and links. */
  public SpanBatch batch(int row) {
    return batches.get(columns.batch[row]);
  }

  /** The row of a span in its {@link #batch}. */
  public int batchRow(int row) {
    return columns.batchRow[row];
  }
}
