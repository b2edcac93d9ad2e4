// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The attributes of one scope (resources, instrumentation scopes, spans, events or links) of a
 * batch, as parallel columns.
 *
 * <p>Shape: owner {@code o} has the entries {@code begin(o) .. end(o) - 1}, in the order they were
 * sent; each entry has a key reference, a {@link ValueType} and a {@code long} whose meaning the
 * type gives. Owners are the rows of the scope's table: span row, event index, link index, resource
 * index, scope index.
 */
public final class AttributeTable {

  private static final int ENTRY_BYTES = Integer.BYTES + Byte.BYTES + Long.BYTES;

  private int[] keyRefs = new int[64];
  private byte[] types = new byte[64];
  private long[] bits = new long[64];
  private int entryCount;
  private int[] ends = new int[16];
  private int ownerCount;

  AttributeTable() {}

  /** How many owners there are. */
  public int ownerCount() {
    return ownerCount;
  }

  /** How many entries all owners have together. */
  public int entryCount() {
    return ownerCount == 0 ? 0 : ends[ownerCount - 1];
  }

  /** The first entry of an owner. */
  public int begin(int owner) {
    return owner == 0 ? 0 : ends[owner - 1];
  }

  /** One past the last entry of an owner. */
  public int end(int owner) {
    return ends[owner];
  }

  /** The {@link BytesTable} reference of an entry's key. */
  public int keyRef(int entry) {
    return keyRefs[entry];
  }

  /** The type of an entry's value. */
  public ValueType type(int entry) {
    return ValueType.ofCode(types[entry]);
  }

  /** The value of an entry as {@link ValueType} describes it. */
  public long bits(int entry) {
    return bits[entry];
  }

  /**
   * The {@link BytesTable} reference of an entry whose type {@link ValueType#isReference() is one}.
   */
  public int valueRef(int entry) {
    return (int) bits[entry];
  }

  /** The first entry of an owner with this key, or -1. Cost: linear in the owner's entries. */
  public int find(int owner, int keyRef) {
    for (int entry = begin(owner), end = end(owner); entry < end; entry++) {
      if (keyRefs[entry] == keyRef) {
        return entry;
      }
    }
    return -1;
  }

  /** An entry's value as an object. */
  public AttributeValue value(int entry, BytesTable strings) {
    long value = bits[entry];
    return switch (type(entry)) {
      case EMPTY -> new AttributeValue.EmptyValue();
      case STRING -> new AttributeValue.StringValue(strings.string((int) value));
      case BOOL -> new AttributeValue.BoolValue(value != 0);
      case INT -> new AttributeValue.IntValue(value);
      case DOUBLE -> new AttributeValue.DoubleValue(Double.longBitsToDouble(value));
      case BYTES -> new AttributeValue.BytesValue(strings.copy((int) value));
      case ARRAY -> NestedValues.decodeArray(strings.copy((int) value));
      case KVLIST -> NestedValues.decodeKvList(strings.copy((int) value));
    };
  }

  /** All entries of an owner as objects, in order. */
  public List<AttributeValue.Entry> entries(int owner, BytesTable strings) {
    List<AttributeValue.Entry> entries = new ArrayList<>(end(owner) - begin(owner));
    for (int entry = begin(owner), end = end(owner); entry < end; entry++) {
      entries.add(new AttributeValue.Entry(strings.string(keyRefs[entry]), value(entry, strings)));
    }
    return entries;
  }

  void add(int keyRef, ValueType type, long value) {
    if (entryCount == keyRefs.length) {
      int capacity = Growth.capacity(entryCount, entryCount + 1);
      keyRefs = Arrays.copyOf(keyRefs, capacity);
      types = Arrays.copyOf(types, capacity);
      bits = Arrays.copyOf(bits, capacity);
    }
    keyRefs[entryCount] = keyRef;
    types[entryCount] = (byte) type.ordinal();
    bits[entryCount++] = value;
  }

  /** Closes the open owner: entries added since the last call are its own. */
  void endOwner() {
    if (ownerCount == ends.length) {
      ends = Arrays.copyOf(ends, Growth.capacity(ownerCount, ownerCount + 1));
    }
    ends[ownerCount++] = entryCount;
  }

  /** Forgets the entries of the open owner and all owners from {@code owners} on. */
  void truncate(int owners) {
    ownerCount = owners;
    entryCount = entryCount();
  }

  long capacityBytes() {
    return (long) ENTRY_BYTES * types.length + (long) Integer.BYTES * ends.length;
  }

  long usedBytes() {
    return (long) ENTRY_BYTES * entryCount + (long) Integer.BYTES * ownerCount;
  }

  AttributeTable trimmedCopy() {
    AttributeTable copy = new AttributeTable();
    copy.keyRefs = Arrays.copyOf(keyRefs, entryCount);
    copy.types = Arrays.copyOf(types, entryCount);
    copy.bits = Arrays.copyOf(bits, entryCount);
    copy.entryCount = entryCount;
    copy.ends = Arrays.copyOf(ends, ownerCount);
    copy.ownerCount = ownerCount;
    return copy;
  }
}
