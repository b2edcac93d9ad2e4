// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.part;

import dev.clew.model.ValueType;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the attributes in a value of a {@link ColumnKey.Overflow} column, one by one.
 *
 * <pre>
 * value  := entry*
 * entry  := length key type content
 * length := unsigned LEB128
 * key    := UTF-8, {@code length} bytes
 * type   := ordinal of {@link ValueType}, one byte
 * content:= 8 bytes little endian as {@link ValueType} describes, or for byte strings: length bytes
 * </pre>
 *
 * <p>The fields are those of the entry that {@link #next} went to.
 */
public final class OverflowEntries {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final ValueType[] TYPES = ValueType.values();

  private final byte[] source;
  private int position;

  /** Where the key begins in the source. */
  public int keyOffset;

  /** The length of the key in bytes. */
  public int keyLength;

  /** The type of the value. */
  public ValueType type = ValueType.EMPTY;

  /** The value, if it is a number. */
  public long bits;

  /** Where the value begins in the source, if it is a byte string. */
  public int valueOffset;

  /** The length of the value, if it is a byte string. */
  public int valueLength;

  /** The entries of one value. */
  public OverflowEntries(byte[] source) {
    this.source = source;
  }

  /**
   * Goes to the next entry; false at the end.
   *
   * @throws IllegalArgumentException if the bytes are malformed
   */
  public boolean next() {
    if (position == source.length) {
      return false;
    }
    keyLength = length();
    keyOffset = take(keyLength);
    type = type(source[take(1)]);
    if (type.isReference()) {
      valueLength = length();
      valueOffset = take(valueLength);
    } else {
      bits = (long) LONGS.get(source, take(Long.BYTES));
    }
    return true;
  }

  /** Whether the entry has this key. */
  public boolean hasKey(byte[] key) {
    return Arrays.equals(source, keyOffset, keyOffset + keyLength, key, 0, key.length);
  }

  /** The key of the entry. */
  public String key() {
    return new String(source, keyOffset, keyLength, StandardCharsets.UTF_8);
  }

  /** Appends an entry whose value is a number. */
  public static void add(ByteArrayOutputStream target, byte[] key, ValueType type, long bits) {
    addKey(target, key, type);
    byte[] content = new byte[Long.BYTES];
    LONGS.set(content, 0, bits);
    target.writeBytes(content);
  }

  /** Appends an entry whose value is a byte string. */
  public static void add(ByteArrayOutputStream target, byte[] key, ValueType type, byte[] value) {
    addKey(target, key, type);
    addLength(target, value.length);
    target.writeBytes(value);
  }

  private static void addKey(ByteArrayOutputStream target, byte[] key, ValueType type) {
    addLength(target, key.length);
    target.writeBytes(key);
    target.write(type.ordinal());
  }

  private static void addLength(ByteArrayOutputStream target, int length) {
    int rest = length;
    for (; rest > 0x7f; rest >>>= 7) {
      target.write((rest & 0x7f) | 0x80);
    }
    target.write(rest);
  }

  private int length() {
    long length = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      byte next = source[take(1)];
      length |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return (int) Math.min(length, Integer.MAX_VALUE);
      }
    }
    throw new IllegalArgumentException("overflow entry: length of more than 5 bytes");
  }

  private int take(int bytes) {
    if (bytes > source.length - position) {
      throw new IllegalArgumentException(
          "overflow entry: "
              + (source.length - position)
              + " bytes left (expected: at least "
              + bytes
              + ")");
    }
    position += bytes;
    return position - bytes;
  }

  private static ValueType type(byte code) {
    if (code < 0 || code >= TYPES.length) {
      throw new IllegalArgumentException(
          "overflow entry: type " + code + " (expected: 0 to " + (TYPES.length - 1) + ")");
    }
    return TYPES[code];
  }
}
