// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.BytesTable;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;

/**
 * Writes a batch as compact columns.
 *
 * <pre>
 * payload    := compression idLength columnLength ids columns
 * compression:= 0 (none) | 1 (zstd), one byte
 * ids        := bytes that do not compress: span ids, trace ids, doubles, in the order of use
 * columns    := counts strings resources scopes spans events links derived?, compressed as a
 *               whole; columnLength is their length before
 * counts     := strings resources scopes spans events links
 * strings    := length* bytes, without the empty string that is always reference 0
 * resources  := schemaUrl* entityRefs* dropped* attributes
 * scopes     := resource* name* version* schemaUrl* dropped* attributes
 * spans      := trace* parent* start* elapsed* name* kindAndStatus* scope* statusMessage~
 *               traceState~ flags~ droppedAttributes~ droppedEvents~ droppedLinks~ eventCount~
 *               linkCount~ attributes
 * events     := time* name* dropped~ attributes
 * links      := traceState~ flags~ dropped~ attributes
 * derived    := attributes; not there if no span has any
 * attributes := count* (key &lt;&lt; 3 | type, value)*
 * trace      := 0: a new one, 16 bytes of ids; n: the one that was new n traces ago
 * parent     := 0: none; 1: 8 bytes of ids; 2: as the row before; 3 + 2d: id of the row d + 1 before;
 *               4 + 2d: id of the row d + 1 behind
 * start, time:= signed difference to the row before
 * value      := reference | 0 or 1 | signed | 8 bytes of ids for a double | nothing for empty
 * </pre>
 *
 * A {@code *} is one varint per row unless said otherwise, a {@code ~} a varint 0 if all rows are
 * zero or else 1 and one varint per row. Each span id is 8 bytes of ids, before its parent's.
 *
 * <p>Columns stay as they are when compression would save less than an eighth of them.
 *
 * <p>Threads: one at a time. Keeps its arrays and 200 KiB of native memory until closed.
 */
final class BatchEncoder implements AutoCloseable {

  static final int COMPRESSION_NONE = 0;
  static final int COMPRESSION_ZSTD = 1;

  /** How many rows before and behind are looked at for a parent. */
  static final int PARENT_DISTANCE_MAX = 4;

  private static final int COMPRESSION_LEVEL = 1;
  private static final int COMPRESSED_BYTES_MIN = 256;

  private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(COMPRESSION_LEVEL);
  private final ByteSink ids = new ByteSink();
  private final ByteSink columns = new ByteSink();
  private final TraceNumbers traces = new TraceNumbers();

  /** Appends the payload of a batch to {@code target}. */
  void encode(SpanBatch batch, ByteSink target) {
    ids.clear();
    columns.clear();
    columns.reserve(8L * ByteSink.VARINT_BYTES_MAX);
    columns.putVarint(batch.strings().size());
    columns.putVarint(batch.resourceCount());
    columns.putVarint(batch.scopeCount());
    columns.putVarint(batch.spanCount());
    columns.putVarint(batch.eventCount());
    columns.putVarint(batch.linkCount());
    strings(batch.strings());
    resources(batch);
    scopes(batch);
    spans(batch);
    events(batch);
    links(batch);
    derived(batch);
    assemble(target);
  }

  @Override
  public void close() {
    zstd.close();
  }

  private void assemble(ByteSink target) {
    target.reserve(1 + 2L * ByteSink.VARINT_BYTES_MAX + ids.length + columns.length);
    int begin = target.length;
    target.putByte(COMPRESSION_NONE);
    target.putVarint(ids.length);
    target.putVarint(columns.length);
    target.putBytes(ids.bytes, 0, ids.length);
    if (columns.length >= COMPRESSED_BYTES_MIN) {
      int at = target.length;
      int bound = (int) Zstd.compressBound(columns.length);
      target.reserve(bound);
      int compressed =
          zstd.compressByteArray(target.bytes, at, bound, columns.bytes, 0, columns.length);
      if (compressed < columns.length - columns.length / 8) {
        target.bytes[begin] = COMPRESSION_ZSTD;
        target.length = at + compressed;
        return;
      }
    }
    target.putBytes(columns.bytes, 0, columns.length);
  }

  private void strings(BytesTable strings) {
    int count = strings.size();
    columns.reserve(5L * count + strings.bytes());
    for (int reference = 1; reference < count; reference++) {
      columns.putVarint(strings.length(reference));
    }
    columns.putBytes(strings.slab(), 0, strings.bytes());
  }

  private void resources(SpanBatch batch) {
    int count = batch.resourceCount();
    always(count, batch::resourceSchemaUrlRef);
    always(count, batch::resourceEntityRefsRef);
    always(count, batch::resourceDroppedAttributesCount);
    attributes(batch.attributes(AttributeScope.RESOURCE), count);
  }

  private void scopes(SpanBatch batch) {
    int count = batch.scopeCount();
    always(count, batch::scopeResourceIndex);
    always(count, batch::scopeNameRef);
    always(count, batch::scopeVersionRef);
    always(count, batch::scopeSchemaUrlRef);
    always(count, batch::scopeDroppedAttributesCount);
    attributes(batch.attributes(AttributeScope.SCOPE), count);
  }

  private void spans(SpanBatch batch) {
    int count = batch.spanCount();
    ids.reserve(32L * count);
    columns.reserve(6L * ByteSink.VARINT_BYTES_MAX * count);
    traces(batch, count);
    parents(batch, count);
    long previous = 0;
    for (int row = 0; row < count; row++) {
      columns.putSigned(batch.startNanos(row) - previous);
      previous = batch.startNanos(row);
    }
    for (int row = 0; row < count; row++) {
      columns.putSigned(batch.endNanos(row) - batch.startNanos(row));
    }
    always(count, batch::nameRef);
    always(count, row -> batch.kind(row).ordinal() << 2 | batch.status(row).ordinal());
    always(count, batch::scopeIndex);
    unlessZero(count, batch::statusMessageRef);
    unlessZero(count, batch::traceStateRef);
    unlessZero(count, batch::flags);
    unlessZero(count, batch::droppedAttributesCount);
    unlessZero(count, batch::droppedEventsCount);
    unlessZero(count, batch::droppedLinksCount);
    unlessZero(count, row -> batch.eventEnd(row) - batch.eventBegin(row));
    unlessZero(count, row -> batch.linkEnd(row) - batch.linkBegin(row));
    attributes(batch.attributes(AttributeScope.SPAN), count);
  }

  private void traces(SpanBatch batch, int count) {
    traces.clear(count);
    for (int row = 0; row < count; row++) {
      long high = batch.traceIdHigh(row);
      long low = batch.traceIdLow(row);
      int newTraces = traces.size();
      int number = traces.number(high, low);
      if (number == newTraces) {
        columns.putVarint(0);
        ids.putLong(high);
        ids.putLong(low);
      } else {
        columns.putVarint(newTraces - number);
      }
    }
  }

  private void parents(SpanBatch batch, int count) {
    for (int row = 0; row < count; row++) {
      ids.putLong(batch.spanId(row));
    }
    long previous = 0;
    for (int row = 0; row < count; row++) {
      long parent = batch.parentSpanId(row);
      int code = parentCode(batch, row, count, parent, previous);
      columns.putVarint(code);
      if (code == 1) {
        ids.putLong(parent);
      }
      previous = parent;
    }
  }

  private static int parentCode(SpanBatch batch, int row, int count, long parent, long previous) {
    if (parent == 0) {
      return 0;
    }
    if (parent == previous) {
      return 2;
    }
    for (int distance = 1; distance <= PARENT_DISTANCE_MAX; distance++) {
      if (row >= distance && batch.spanId(row - distance) == parent) {
        return 1 + 2 * distance;
      }
      if (row + distance < count && batch.spanId(row + distance) == parent) {
        return 2 + 2 * distance;
      }
    }
    return 1;
  }

  private void events(SpanBatch batch) {
    int count = batch.eventCount();
    columns.reserve((long) ByteSink.VARINT_BYTES_MAX * count);
    long previous = 0;
    for (int event = 0; event < count; event++) {
      columns.putSigned(batch.eventTimeNanos(event) - previous);
      previous = batch.eventTimeNanos(event);
    }
    always(count, batch::eventNameRef);
    unlessZero(count, batch::eventDroppedAttributesCount);
    attributes(batch.attributes(AttributeScope.EVENT), count);
  }

  private void links(SpanBatch batch) {
    int count = batch.linkCount();
    ids.reserve(24L * count);
    for (int link = 0; link < count; link++) {
      ids.putLong(batch.linkTraceIdHigh(link));
      ids.putLong(batch.linkTraceIdLow(link));
      ids.putLong(batch.linkSpanId(link));
    }
    unlessZero(count, batch::linkTraceStateRef);
    unlessZero(count, batch::linkFlags);
    unlessZero(count, batch::linkDroppedAttributesCount);
    attributes(batch.attributes(AttributeScope.LINK), count);
  }

  private void derived(SpanBatch batch) {
    AttributeTable table = batch.attributes(AttributeScope.DERIVED);
    if (table.entryCount() > 0) {
      attributes(table, batch.spanCount());
    }
  }

  private void attributes(AttributeTable table, int owners) {
    int entries = table.entryCount();
    columns.reserve(5L * owners + (5L + ByteSink.VARINT_BYTES_MAX) * entries);
    ids.reserve((long) Long.BYTES * entries);
    for (int owner = 0; owner < owners; owner++) {
      columns.putVarint(table.end(owner) - table.begin(owner));
    }
    for (int entry = 0; entry < entries; entry++) {
      ValueType type = table.type(entry);
      columns.putVarint((long) table.keyRef(entry) << 3 | type.ordinal());
      switch (type) {
        case EMPTY -> {}
        case STRING, BYTES, ARRAY, KVLIST, BOOL -> columns.putVarint(table.bits(entry));
        case INT -> columns.putSigned(table.bits(entry));
        case DOUBLE -> ids.putLong(table.bits(entry));
      }
    }
  }

  private interface IntColumn {
    int at(int row);
  }

  private void always(int count, IntColumn column) {
    columns.reserve(5L * count);
    for (int row = 0; row < count; row++) {
      columns.putVarint(column.at(row) & 0xFFFF_FFFFL);
    }
  }

  private void unlessZero(int count, IntColumn column) {
    columns.reserve(1);
    int row = 0;
    while (row < count && column.at(row) == 0) {
      row++;
    }
    columns.putVarint(row < count ? 1 : 0);
    if (row < count) {
      always(count, column);
    }
  }
}
