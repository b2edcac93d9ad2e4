// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import dev.clew.store.segment.part.ByteStrings;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * The distinct values of a column, sorted, read in place as {@link DictionaryWriter} wrote them.
 *
 * <p>Threads: any number at once; immutable. Cost: {@link #get} decodes at most 16 short values,
 * {@link #find} is a binary search; nothing is kept on the heap.
 */
public final class Dictionary implements ByteStrings {

  private final MemorySegment source;
  private final int size;
  private final long ends;
  private final long groups;

  /** Opens a dictionary. */
  public Dictionary(ByteInput in) {
    source = in.source();
    size = in.count();
    ends = in.position();
    groups = ends + (long) groupCount() * Integer.BYTES;
  }

  /** Receives the values in order. */
  @FunctionalInterface
  public interface Visitor {
    /** Called with a value that is valid during the call only. */
    void value(int index, byte[] source, int length);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public byte[] get(int index) {
    Cursor cursor = new Cursor(index / DictionaryWriter.GROUP);
    for (int i = index % DictionaryWriter.GROUP; i >= 0; i--) {
      cursor.next();
    }
    return Arrays.copyOf(cursor.value, cursor.length);
  }

  /** The index of a value, or -1. */
  public int find(byte[] value) {
    int low = 0;
    int high = groupCount() - 1;
    while (low < high) { // the last group whose first value is not greater
      int middle = (low + high + 1) >>> 1;
      if (compareFirst(middle, value) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    Cursor cursor = new Cursor(low);
    int begin = low * DictionaryWriter.GROUP;
    for (int i = begin; i < Math.min(size, begin + DictionaryWriter.GROUP); i++) {
      cursor.next();
      if (Arrays.equals(cursor.value, 0, cursor.length, value, 0, value.length)) {
        return i;
      }
    }
    return -1;
  }

  /** Visits all values in order; much cheaper than getting each. */
  public void forEach(Visitor visitor) {
    Cursor cursor = new Cursor(0);
    for (int i = 0; i < size; i++) {
      if (i % DictionaryWriter.GROUP == 0) {
        cursor.atGroup();
      }
      cursor.next();
      visitor.value(i, cursor.value, cursor.length);
    }
  }

  private int groupCount() {
    return (size + DictionaryWriter.GROUP - 1) / DictionaryWriter.GROUP;
  }

  private long groupBegin(int group) {
    return group == 0 ? groups : groups + source.get(Bits.INT, ends + (group - 1L) * Integer.BYTES);
  }

  private int compareFirst(int group, byte[] value) {
    ByteInput in = new ByteInput(source, groupBegin(group));
    int length = in.count();
    long position = in.position();
    for (int i = 0; i < Math.min(length, value.length); i++) {
      int order = Byte.compareUnsigned(source.get(ValueLayout.JAVA_BYTE, position + i), value[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(length, value.length);
  }

  /** Walks over the values of groups. */
  private final class Cursor {
    private final ByteInput in;
    private boolean isFirst = true;
    private byte[] value = new byte[64];
    private int length;

    Cursor(int group) {
      in = new ByteInput(source, groupBegin(group));
    }

    void atGroup() {
      isFirst = true;
    }

    void next() {
      int shared = isFirst ? 0 : in.count();
      int rest = in.count();
      isFirst = false;
      length = shared + rest;
      if (length > value.length) {
        value = Arrays.copyOf(value, Math.max(length, value.length * 2));
      }
      MemorySegment.copy(source, ValueLayout.JAVA_BYTE, in.position(), value, shared, rest);
      in.skip(rest);
    }
  }
}
