// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.protobuf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes protobuf back to front: the content of a message first, then its length, then its tag. So
 * every length is known when it is due, in one pass and without buffers per message. Callers write
 * the fields of a message in reverse, last one first, and each value before its tag.
 */
public final class ProtoOutput {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG_ENDIAN_LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[1024];
  private int at = bytes.length; // of the first byte written

  /** How many bytes have been written. */
  public int size() {
    return bytes.length - at;
  }

  /** Forgets what has been written, and keeps the room for it. */
  public void clear() {
    at = bytes.length;
  }

  /** A copy of what has been written. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(bytes, at, bytes.length);
  }

  /** Ends a message whose fields have been written since the size was {@code sizeBefore}. */
  public void message(int tag, int sizeBefore) {
    rawVarint(size() - sizeBefore);
    rawVarint(tag);
  }

  /** A length-delimited field. */
  public void bytes(int tag, byte[] source, int offset, int length) {
    rawBytes(source, offset, length);
    rawVarint(length);
    rawVarint(tag);
  }

  /** A text field. */
  public void text(int tag, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    bytes(tag, utf8, 0, utf8.length);
  }

  /** A text field, unless the text is empty. */
  public void textIfAny(int tag, String text) {
    if (!text.isEmpty()) {
      text(tag, text);
    }
  }

  /** A varint field. */
  public void varint(int tag, long value) {
    rawVarint(value);
    rawVarint(tag);
  }

  /** A {@code uint32} field, unless it is zero. */
  public void uint32IfAny(int tag, int value) {
    if (value != 0) {
      varint(tag, Integer.toUnsignedLong(value));
    }
  }

  /** A field of eight bytes, little endian. */
  public void fixed64(int tag, long value) {
    at = reserve(Long.BYTES);
    LONGS.set(bytes, at, value);
    rawVarint(tag);
  }

  /** A field of four bytes, little endian. */
  public void fixed32(int tag, int value) {
    at = reserve(Integer.BYTES);
    INTS.set(bytes, at, value);
    rawVarint(tag);
  }

  /** An 8-byte id, big endian. */
  public void id(int tag, long id) {
    rawId(id);
    rawVarint(Long.BYTES);
    rawVarint(tag);
  }

  /** A 16-byte id, big endian. */
  public void id(int tag, long high, long low) {
    rawId(low);
    rawId(high);
    rawVarint(2 * Long.BYTES);
    rawVarint(tag);
  }

  /** Bytes that are fields already. */
  public void rawBytes(byte[] source, int offset, int length) {
    at = reserve(length);
    System.arraycopy(source, offset, bytes, at, length);
  }

  private void rawId(long id) {
    at = reserve(Long.BYTES);
    BIG_ENDIAN_LONGS.set(bytes, at, id);
  }

  private void rawVarint(long value) {
    int length = (70 - Long.numberOfLeadingZeros(value | 1)) / 7; // significant bits, by sevens
    at = reserve(length);
    int last = at + length - 1;
    for (int i = at; i < last; i++) {
      bytes[i] = (byte) (value | 0x80);
      value >>>= 7;
    }
    bytes[last] = (byte) value;
  }

  /** Where {@code length} more bytes go. */
  private int reserve(int length) {
    if (at < length) {
      int size = size();
      long needed = (long) size + length;
      long capacity = Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * bytes.length));
      if (capacity < needed) {
        throw new IllegalArgumentException(
            "encoded batch: over " + capacity + " bytes (expected: fewer rows at a time)");
      }
      byte[] wider = new byte[(int) capacity];
      System.arraycopy(bytes, at, wider, wider.length - size, size);
      bytes = wider;
      at = wider.length - size;
    }
    return at - length;
  }
}
