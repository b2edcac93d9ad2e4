// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.clew.model.AttributeScope;
import dev.clew.model.SpanBatchBuilder;
import java.util.Arrays;

/**
 * Reads what {@link BatchEncoder} wrote, into a builder.
 *
 * <p>Errors: {@link MalformedBatchException} for bytes that are not such a payload; the builder is
 * then in no defined state. Allocates at most a small multiple of the input, zstd's expansion
 * included.
 *
 * <p>Threads: one at a time, one decoder per payload.
 */
final class BatchDecoder {

  /** More than zstd can expand real columns; a limit for rubbish that has a valid checksum. */
  private static final int EXPANSION_MAX = 1 << 12;

  private final ByteSource ids;
  private final ByteSource columns;
  private final SpanBatchBuilder target;
  private final int stringCount;
  private final int resourceCount;
  private final int scopeCount;
  private final int spanCount;
  private final int eventCount;
  private final int linkCount;

  private BatchDecoder(ByteSource ids, ByteSource columns, SpanBatchBuilder target) {
    this.ids = ids;
    this.columns = columns;
    this.target = target;
    stringCount = columns.getCount(1);
    resourceCount = columns.getCount(1);
    scopeCount = columns.getCount(1);
    spanCount = columns.getCount(1);
    eventCount = columns.getCount(1);
    linkCount = columns.getCount(1);
  }

  /** Adds the batch in {@code [begin, end)} to an empty builder. */
  static void decode(byte[] source, int begin, int end, SpanBatchBuilder target) {
    ByteSource payload = new ByteSource(source, begin, end);
    int compression = payload.getByte();
    int idLength = payload.getInt();
    int columnLength = payload.getInt();
    int idBegin = payload.take(idLength);
    int columnBegin = payload.take(payload.remaining());
    byte[] columns = source;
    if (compression == BatchEncoder.COMPRESSION_ZSTD) {
      columns = decompress(source, columnBegin, end, columnLength);
      columnBegin = 0;
    } else if (compression != BatchEncoder.COMPRESSION_NONE || end - columnBegin != columnLength) {
      throw new MalformedBatchException("compression " + compression, "0 or 1");
    }
    ByteSource columnSource = new ByteSource(columns, columnBegin, columnBegin + columnLength);
    ByteSource idSource = new ByteSource(source, idBegin, idBegin + idLength);
    try {
      new BatchDecoder(idSource, columnSource, target).decode();
    } catch (IndexOutOfBoundsException e) {
      throw malformed(e, "valid references");
    }
  }

  private static MalformedBatchException malformed(RuntimeException cause, String expected) {
    MalformedBatchException malformed =
        new MalformedBatchException(String.valueOf(cause.getMessage()), expected);
    malformed.initCause(cause);
    return malformed;
  }

  private static byte[] decompress(byte[] source, int begin, int end, int length) {
    if (length < 0 || length / EXPANSION_MAX > end - begin) {
      throw new MalformedBatchException("length " + length, "less for " + (end - begin) + " bytes");
    }
    byte[] columns = new byte[length];
    try {
      long count = Zstd.decompressByteArray(columns, 0, length, source, begin, end - begin);
      if (count != length) {
        throw new MalformedBatchException("zstd length " + count, Integer.toString(length));
      }
      return columns;
    } catch (ZstdException e) {
      throw malformed(e, "valid zstd");
    }
  }

  private void decode() {
    strings();
    resources();
    scopes();
    spans();
    if (columns.remaining() != 0 || ids.remaining() != 0) {
      throw new MalformedBatchException(
          columns.remaining() + " and " + ids.remaining() + " bytes left", "none");
    }
  }

  private void strings() {
    int[] lengths = new int[stringCount];
    for (int reference = 1; reference < stringCount; reference++) {
      lengths[reference] = columns.getInt();
    }
    for (int reference = 1; reference < stringCount; reference++) {
      int begin = columns.take(lengths[reference]);
      int interned = target.intern(columns.array(), begin, lengths[reference]);
      if (interned != reference) {
        throw new MalformedBatchException("string " + reference, "one that is new");
      }
    }
  }

  private void resources() {
    int[] schemaUrls = indexes(resourceCount, stringCount);
    int[] entityRefs = indexes(resourceCount, stringCount);
    int[] dropped = ints(resourceCount);
    DecodedAttributes attributes = attributes(resourceCount);
    for (int resource = 0; resource < resourceCount; resource++) {
      target.beginResource();
      target.resourceSchemaUrlRef(schemaUrls[resource]);
      target.resourceEntityRefsRef(entityRefs[resource]);
      target.resourceDroppedAttributesCount(dropped[resource]);
      attributes.addNext(target, AttributeScope.RESOURCE);
      target.endResource();
    }
  }

  private void scopes() {
    int[] resources = indexes(scopeCount, resourceCount);
    int[] names = indexes(scopeCount, stringCount);
    int[] versions = indexes(scopeCount, stringCount);
    int[] schemaUrls = indexes(scopeCount, stringCount);
    int[] dropped = ints(scopeCount);
    DecodedAttributes attributes = attributes(scopeCount);
    for (int scope = 0; scope < scopeCount; scope++) {
      target.beginScope(resources[scope]);
      target.scopeNameRef(names[scope]);
      target.scopeVersionRef(versions[scope]);
      target.scopeSchemaUrlRef(schemaUrls[scope]);
      target.scopeDroppedAttributesCount(dropped[scope]);
      attributes.addNext(target, AttributeScope.SCOPE);
      target.endScope();
    }
  }

  private void spans() {
    long[] traces = traces();
    long[] spanIds = new long[spanCount];
    for (int row = 0; row < spanCount; row++) {
      spanIds[row] = ids.getLong();
    }
    long[] parents = parents(spanIds);
    long[] starts = differences(spanCount);
    long[] elapsed = new long[spanCount];
    for (int row = 0; row < spanCount; row++) {
      elapsed[row] = columns.getSigned();
    }
    int[] names = indexes(spanCount, stringCount);
    int[] kindsAndStatuses = ints(spanCount);
    int[] scopes = indexes(spanCount, scopeCount);
    int[] statusMessages = indexesUnlessZero(spanCount, stringCount);
    int[] traceStates = indexesUnlessZero(spanCount, stringCount);
    int[] flags = intsUnlessZero(spanCount);
    int[] droppedAttributes = intsUnlessZero(spanCount);
    int[] droppedEvents = intsUnlessZero(spanCount);
    int[] droppedLinks = intsUnlessZero(spanCount);
    int[] eventCounts = counts(spanCount, eventCount);
    int[] linkCounts = counts(spanCount, linkCount);
    DecodedAttributes attributes = attributes(spanCount);
    Events events = new Events();
    Links links = new Links();
    DecodedAttributes derived = derived();
    for (int row = 0; row < spanCount; row++) {
      target.beginSpan(scopes[row]);
      target.traceId(traces[2 * row], traces[2 * row + 1]);
      target.spanId(spanIds[row]);
      target.parentSpanId(parents[row]);
      target.startNanos(starts[row]);
      target.endNanos(starts[row] + elapsed[row]);
      target.nameRef(names[row]);
      target.kindNumber(kindsAndStatuses[row] >>> 2);
      target.statusNumber(kindsAndStatuses[row] & 3);
      target.statusMessageRef(statusMessages[row]);
      target.traceStateRef(traceStates[row]);
      target.flags(flags[row]);
      target.droppedAttributesCount(droppedAttributes[row]);
      target.droppedEventsCount(droppedEvents[row]);
      target.droppedLinksCount(droppedLinks[row]);
      attributes.addNext(target, AttributeScope.SPAN);
      derived.addNext(target, AttributeScope.DERIVED);
      events.addNext(eventCounts[row]);
      links.addNext(linkCounts[row]);
      target.endSpan();
    }
  }

  /** High and low by turns. */
  private long[] traces() {
    long[] traces = new long[2 * spanCount];
    int[] firstRows = new int[spanCount]; // by number of the trace
    int size = 0;
    for (int row = 0; row < spanCount; row++) {
      int back = columns.getIndex(size + 1);
      if (back == 0) {
        traces[2 * row] = ids.getLong();
        traces[2 * row + 1] = ids.getLong();
        firstRows[size++] = row;
      } else {
        System.arraycopy(traces, 2 * firstRows[size - back], traces, 2 * row, 2);
      }
    }
    return traces;
  }

  private long[] parents(long[] spanIds) {
    long[] parents = new long[spanCount];
    for (int row = 0; row < spanCount; row++) {
      int code = columns.getIndex(3 + 2 * BatchEncoder.PARENT_DISTANCE_MAX);
      int distance = (code - 1) / 2;
      parents[row] =
          switch (code) {
            case 0 -> 0;
            case 1 -> ids.getLong();
            case 2 -> parents[row - 1];
            default -> spanIds[(code & 1) == 1 ? row - distance : row + distance];
          };
    }
    return parents;
  }

  private long[] differences(int count) {
    long[] values = new long[count];
    long previous = 0;
    for (int row = 0; row < count; row++) {
      previous += columns.getSigned();
      values[row] = previous;
    }
    return values;
  }

  private int[] ints(int count) {
    int[] values = new int[count];
    for (int row = 0; row < count; row++) {
      values[row] = columns.getInt();
    }
    return values;
  }

  private int[] indexes(int count, int bound) {
    int[] values = new int[count];
    for (int row = 0; row < count; row++) {
      values[row] = columns.getIndex(bound);
    }
    return values;
  }

  private int[] intsUnlessZero(int count) {
    return columns.getIndex(2) == 0 ? new int[count] : ints(count);
  }

  private int[] indexesUnlessZero(int count, int bound) {
    return columns.getIndex(2) == 0 ? new int[count] : indexes(count, bound);
  }

  /** How many children each row has, {@code total} in all. */
  private int[] counts(int count, int total) {
    int[] counts = intsUnlessZero(count);
    long sum = 0;
    for (int value : counts) {
      sum += value & 0xFFFF_FFFFL;
    }
    if (sum != total) {
      throw new MalformedBatchException(sum + " events or links", Integer.toString(total));
    }
    return counts;
  }

  private DecodedAttributes derived() {
    return columns.remaining() > 0
        ? attributes(spanCount)
        : new DecodedAttributes(new int[spanCount], columns, ids, stringCount);
  }

  private DecodedAttributes attributes(int owners) {
    return new DecodedAttributes(ints(owners), columns, ids, stringCount);
  }

  /** The events, added span by span. */
  private final class Events {
    private final long[] times = differences(eventCount);
    private final int[] names = indexes(eventCount, stringCount);
    private final int[] dropped = intsUnlessZero(eventCount);
    private final DecodedAttributes attributes = attributes(eventCount);
    private int next;

    void addNext(int count) {
      for (int end = next + count; next < end; next++) {
        target.beginEvent();
        target.eventTimeNanos(times[next]);
        target.eventNameRef(names[next]);
        target.eventDroppedAttributesCount(dropped[next]);
        attributes.addNext(target, AttributeScope.EVENT);
        target.endEvent();
      }
    }
  }

  /** The links, added span by span. */
  private final class Links {
    private final long[] linkIds = new long[3 * linkCount];
    private final int[] traceStates;
    private final int[] flags;
    private final int[] dropped;
    private final DecodedAttributes attributes;
    private int next;

    Links() {
      Arrays.setAll(linkIds, _ -> ids.getLong());
      traceStates = indexesUnlessZero(linkCount, stringCount);
      flags = intsUnlessZero(linkCount);
      dropped = intsUnlessZero(linkCount);
      attributes = attributes(linkCount);
    }

    void addNext(int count) {
      for (int end = next + count; next < end; next++) {
        target.beginLink();
        target.linkTraceId(linkIds[3 * next], linkIds[3 * next + 1]);
        target.linkSpanId(linkIds[3 * next + 2]);
        target.linkTraceStateRef(traceStates[next]);
        target.linkFlags(flags[next]);
        target.linkDroppedAttributesCount(dropped[next]);
        attributes.addNext(target, AttributeScope.LINK);
        target.endLink();
      }
    }
  }
}
