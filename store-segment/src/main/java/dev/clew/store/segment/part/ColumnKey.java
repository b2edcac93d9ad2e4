// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.part;

import dev.clew.model.AttributeScope;
import dev.clew.model.Projection;
import dev.clew.model.Projection.Detail;
import dev.clew.model.ValueType;
import org.jspecify.annotations.Nullable;

/** Which column of a part. */
public sealed interface ColumnKey {

  /** The rows this column has values for. */
  PartTable table();

  /** Whether a projection has something of this column. */
  boolean isIn(Projection projection);

  /** An attribute with one type; a key that is sent with two types has two columns. */
  record Attribute(AttributeScope scope, String key, ValueType type) implements ColumnKey {
    @Override
    public PartTable table() {
      return PartTable.of(scope);
    }

    @Override
    public boolean isIn(Projection projection) {
      return projection.has(scope, key);
    }
  }

  /**
   * The attributes of one scope that have no column of their own: those whose key came when there
   * were already as many columns as a part may have, and further values of a key and type that the
   * row has already. Values are byte strings in the form of {@link OverflowEntries}; a part without
   * such attributes does not list the column.
   */
  record Overflow(AttributeScope scope) implements ColumnKey {
    @Override
    public PartTable table() {
      return PartTable.of(scope);
    }

    @Override
    public boolean isIn(Projection projection) {
      return projection.hasAttributes(scope);
    }
  }

  /**
   * A column that every row has. Names are those of OTLP. Values are numbers, or byte strings where
   * {@link #isBytes()}; a value of zero or the empty string counts as absent for all columns but
   * ids, times and row numbers. The ordinal is written to disk, so the order never changes.
   */
  enum Fixed implements ColumnKey {
    RESOURCE_SCHEMA_URL(PartTable.RESOURCE, true, Detail.SCHEMA),
    RESOURCE_ENTITY_REFS(PartTable.RESOURCE, true, Detail.SCHEMA),
    RESOURCE_DROPPED_ATTRIBUTES(PartTable.RESOURCE, false, Detail.DROPPED_COUNTS),
    /** Row of {@link PartTable#RESOURCE}. */
    SCOPE_RESOURCE(PartTable.SCOPE, false),
    SCOPE_NAME(PartTable.SCOPE, true, Detail.SCOPE_NAME),
    SCOPE_VERSION(PartTable.SCOPE, true, Detail.SCOPE_NAME),
    SCOPE_SCHEMA_URL(PartTable.SCOPE, true, Detail.SCHEMA),
    SCOPE_DROPPED_ATTRIBUTES(PartTable.SCOPE, false, Detail.DROPPED_COUNTS),
    /** Ordinal in {@link Part#traces()}. */
    SPAN_TRACE(PartTable.SPAN, false),
    SPAN_ID(PartTable.SPAN, false),
    /** Row of the parent in this part, or -1 where only its id is known. */
    SPAN_PARENT_ROW(PartTable.SPAN, false),
    /**
     * Id of the parent; absent for roots, and where {@link #SPAN_PARENT_ROW} tells which span it
     * is.
     */
    SPAN_REMOTE_PARENT_ID(PartTable.SPAN, false),
    /** Epoch nanoseconds. */
    SPAN_START(PartTable.SPAN, false),
    /** End minus start in nanoseconds as sent, so it may be negative. */
    SPAN_ELAPSED(PartTable.SPAN, false),
    SPAN_NAME(PartTable.SPAN, true, Detail.NAME),
    SPAN_KIND(PartTable.SPAN, false),
    SPAN_STATUS(PartTable.SPAN, false),
    SPAN_STATUS_MESSAGE(PartTable.SPAN, true, Detail.STATUS_MESSAGE),
    SPAN_TRACE_STATE(PartTable.SPAN, true, Detail.TRACE_STATE),
    SPAN_FLAGS(PartTable.SPAN, false, Detail.FLAGS),
    SPAN_DROPPED_ATTRIBUTES(PartTable.SPAN, false, Detail.DROPPED_COUNTS),
    SPAN_DROPPED_EVENTS(PartTable.SPAN, false, Detail.DROPPED_COUNTS),
    SPAN_DROPPED_LINKS(PartTable.SPAN, false, Detail.DROPPED_COUNTS),
    /** Row of {@link PartTable#SCOPE}. */
    SPAN_SCOPE(PartTable.SPAN, false),
    SPAN_EVENT_COUNT(PartTable.SPAN, false, Detail.EVENTS),
    SPAN_LINK_COUNT(PartTable.SPAN, false, Detail.LINKS),
    /** Epoch nanoseconds. */
    EVENT_TIME(PartTable.EVENT, false, Detail.EVENTS),
    EVENT_NAME(PartTable.EVENT, true, Detail.EVENTS),
    EVENT_DROPPED_ATTRIBUTES(PartTable.EVENT, false, Detail.DROPPED_COUNTS),
    LINK_TRACE_ID_HIGH(PartTable.LINK, false, Detail.LINKS),
    LINK_TRACE_ID_LOW(PartTable.LINK, false, Detail.LINKS),
    LINK_SPAN_ID(PartTable.LINK, false, Detail.LINKS),
    LINK_TRACE_STATE(PartTable.LINK, true, Detail.TRACE_STATE),
    LINK_FLAGS(PartTable.LINK, false, Detail.FLAGS),
    LINK_DROPPED_ATTRIBUTES(PartTable.LINK, false, Detail.DROPPED_COUNTS);

    private final PartTable table;
    private final boolean bytes;
    private final @Nullable Detail detail;

    Fixed(PartTable table, boolean bytes) {
      this(table, bytes, null);
    }

    Fixed(PartTable table, boolean bytes, @Nullable Detail detail) {
      this.table = table;
      this.bytes = bytes;
      this.detail = detail;
    }

    @Override
    public PartTable table() {
      return table;
    }

    @Override
    public boolean isIn(Projection projection) {
      return detail == null || projection.has(detail);
    }

    /** Whether the values are byte strings. */
    public boolean isBytes() {
      return bytes;
    }
  }
}
