// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.BytesTable;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.ValueType;
import dev.clew.store.segment.part.ColumnKey.Fixed;
import java.util.Arrays;

/**
 * Translates one batch after the other to the numbers of a head: each string, resource and scope
 * once per batch, when it is first met.
 */
final class BatchTranslation {

  private static final int KEPT_MAX = 1 << 16;
  private static final SpanBatch NONE = new SpanBatchBuilder().build();

  private final Head head;
  private final EntryBuffer row = new EntryBuffer();
  private SpanBatch batch = NONE;
  private BytesTable strings = NONE.strings();
  private int[] ids = new int[1024]; // by reference: dictionary number + 1, or 0 for unknown
  private int[] resources = new int[64]; // row + 1, or 0
  private int[] scopes = new int[64];

  BatchTranslation(Head head) {
    this.head = head;
  }

  void begin(SpanBatch next) {
    batch = next;
    strings = next.strings();
    ids = cleared(ids, strings.size());
    resources = cleared(resources, next.resourceCount());
    scopes = cleared(scopes, next.scopeCount());
  }

  /** Lets go of the batch. */
  void end() {
    batch = NONE;
    strings = NONE.strings();
  }

  /** The dictionary number of a string of the batch. */
  int id(int reference) {
    if (reference == BytesTable.EMPTY) {
      return Dictionary.EMPTY;
    }
    int known = ids[reference];
    return known != 0 ? known - 1 : intern(reference);
  }

  /** The row of a scope of the batch. */
  int scope(int scope) {
    int known = scopes[scope];
    return known != 0 ? known - 1 : internScope(scope);
  }

  void spanAttributes(int span, EntryBuffer target) {
    attributes(AttributeScope.SPAN, span, target);
    attributes(AttributeScope.DERIVED, span, target);
  }

  /** All of an event but its time and name. */
  void eventEntries(int event, EntryBuffer target) {
    target.clear();
    target.addUnlessZero(
        Fixed.EVENT_DROPPED_ATTRIBUTES.ordinal(), batch.eventDroppedAttributesCount(event));
    attributes(AttributeScope.EVENT, event, target);
  }

  /** All of a link but its ids. */
  void linkEntries(int link, EntryBuffer target) {
    target.clear();
    target.addUnlessZero(Fixed.LINK_TRACE_STATE.ordinal(), id(batch.linkTraceStateRef(link)));
    target.addUnlessZero(Fixed.LINK_FLAGS.ordinal(), batch.linkFlags(link));
    target.addUnlessZero(
        Fixed.LINK_DROPPED_ATTRIBUTES.ordinal(), batch.linkDroppedAttributesCount(link));
    attributes(AttributeScope.LINK, link, target);
  }

  private int intern(int reference) {
    int id =
        head.dictionary.intern(
            strings.slab(), strings.offset(reference), strings.length(reference));
    ids[reference] = id + 1;
    return id;
  }

  private int internScope(int scope) {
    int resource = resource(batch.scopeResourceIndex(scope));
    row.clear();
    row.add(Fixed.SCOPE_RESOURCE.ordinal(), resource);
    row.addUnlessZero(Fixed.SCOPE_NAME.ordinal(), id(batch.scopeNameRef(scope)));
    row.addUnlessZero(Fixed.SCOPE_VERSION.ordinal(), id(batch.scopeVersionRef(scope)));
    row.addUnlessZero(Fixed.SCOPE_SCHEMA_URL.ordinal(), id(batch.scopeSchemaUrlRef(scope)));
    row.addUnlessZero(
        Fixed.SCOPE_DROPPED_ATTRIBUTES.ordinal(), batch.scopeDroppedAttributesCount(scope));
    attributes(AttributeScope.SCOPE, scope, row);
    int interned = head.scopes.intern(row);
    scopes[scope] = interned + 1;
    return interned;
  }

  private int resource(int resource) {
    if (resources[resource] == 0) {
      row.clear();
      row.addUnlessZero(
          Fixed.RESOURCE_SCHEMA_URL.ordinal(), id(batch.resourceSchemaUrlRef(resource)));
      row.addUnlessZero(
          Fixed.RESOURCE_ENTITY_REFS.ordinal(), id(batch.resourceEntityRefsRef(resource)));
      row.addUnlessZero(
          Fixed.RESOURCE_DROPPED_ATTRIBUTES.ordinal(),
          batch.resourceDroppedAttributesCount(resource));
      attributes(AttributeScope.RESOURCE, resource, row);
      resources[resource] = head.resources.intern(row) + 1;
    }
    return resources[resource] - 1;
  }

  private void attributes(AttributeScope scope, int owner, EntryBuffer target) {
    AttributeTable table = batch.attributes(scope);
    long seen = 0; // one bit for each 64th column
    for (int entry = table.begin(owner), end = table.end(owner); entry < end; entry++) {
      ValueType type = table.type(entry);
      int column = head.columns.intern(scope, id(table.keyRef(entry)), type);
      if ((seen >>> column & 1) != 0 && target.holds(column)) {
        head.columns.addOverflow(scope);
      }
      seen |= 1L << column;
      target.add(column, type.isReference() ? id(table.valueRef(entry)) : table.bits(entry));
    }
  }

  private static int[] cleared(int[] array, int length) {
    if (length > array.length || array.length > KEPT_MAX) {
      return new int[Math.max(length, array.length > KEPT_MAX ? 0 : length + (length >> 1))];
    }
    Arrays.fill(array, 0, length, 0);
    return array;
  }
}
