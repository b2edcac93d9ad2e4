// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.protobuf;

import dev.clew.codec.MalformedPayloadException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The protobuf wire format over a byte array: one method per shape of field, every one
 * bounds-checked against the message it is in.
 *
 * <p>A message is a range {@code [at, limit)}. Its reader keeps {@code at} in a local variable,
 * where the compiler can hold it in a register, and passes it in; what a method returns and where
 * it stopped is said at each. Precondition everywhere: {@code 0 <= at <= limit <= bytes.length}.
 *
 * <p>Source: protobuf.dev, "Encoding". Varints have at most ten bytes, bits beyond the 64th are
 * dropped. Groups are malformed: no version of a format that Clew reads has had one.
 */
public final class ProtoInput {

  public static final int VARINT = 0;
  public static final int FIXED64 = 1;
  public static final int BYTES = 2;
  public static final int FIXED32 = 5;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG_ENDIAN_LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = {};
  private int origin;

  private int next;
  private int end;

  /** Reads from this array; faults are reported relative to {@code origin}. */
  public void reset(byte[] source, int origin) {
    this.bytes = source;
    this.origin = origin;
  }

  /** The array that is read. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where {@link #tag} and {@link #varint} stopped. */
  public int next() {
    return next;
  }

  /** One past the content that {@link #open} found. */
  public int end() {
    return end;
  }

  /**
   * Reads the length at {@code at} and returns where the content begins; {@link #end} is where it
   * ends, and the next field begins.
   */
  public int open(int at, int limit) {
    int begin = at + 1;
    int length = at < limit ? bytes[at] : -1;
    if (length < 0) {
      length = longLength(at, limit);
      begin = next;
    }
    if (length > limit - begin) {
      throw malformed("length " + length + " beyond its message of " + (limit - begin), at);
    }
    end = begin + length;
    return begin;
  }

  /** A varint; {@link #next} is where it ended. */
  public long varint(int at, int limit) {
    if (limit - at >= 2) {
      int low = bytes[at];
      if (low >= 0) {
        next = at + 1;
        return low;
      }
      int high = bytes[at + 1];
      if (high >= 0) {
        next = at + 2;
        return (low & 0x7F) | high << 7;
      }
    }
    return longVarint(at, limit);
  }

  /** A tag; {@link #next} is where it ended. */
  public int tag(int at, int limit) {
    if (at < limit && bytes[at] >= 0) {
      next = at + 1;
      return bytes[at];
    }
    return longTag(at, limit);
  }

  /** Eight bytes, little endian; the field ends at {@code at + 8}. */
  public long fixed64(int at, int limit) {
    if (limit - at < Long.BYTES) {
      throw malformed("fixed64 beyond its message", at);
    }
    return (long) LONGS.get(bytes, at);
  }

  /** Four bytes, little endian; the field ends at {@code at + 4}. */
  public int fixed32(int at, int limit) {
    if (limit - at < Integer.BYTES) {
      throw malformed("fixed32 beyond its message", at);
    }
    return (int) INTS.get(bytes, at);
  }

  /** Eight bytes of an id, big endian; the caller has checked that they are there. */
  public long id(int at) {
    return (long) BIG_ENDIAN_LONGS.get(bytes, at);
  }

  /** Steps over a field that nobody asked for, from behind its tag; returns where it ends. */
  public int skip(int tag, int at, int limit) {
    if (tag >>> 3 == 0) {
      throw malformed("field number 0", at);
    }
    switch (tag & 7) {
      case VARINT -> {
        varint(at, limit);
        return next;
      }
      case FIXED64 -> {
        fixed64(at, limit);
        return at + Long.BYTES;
      }
      case BYTES -> {
        open(at, limit);
        return end;
      }
      case FIXED32 -> {
        fixed32(at, limit);
        return at + Integer.BYTES;
      }
      default -> throw malformed("wire type " + (tag & 7), at);
    }
  }

  /** Walks the fields of a message that is kept as it is, so that no reader trips over it later. */
  public void check(int at, int limit) {
    while (at < limit) {
      int tag = tag(at, limit);
      at = skip(tag, next, limit);
    }
  }

  /** A fault that was noticed at {@code at}. */
  public MalformedPayloadException malformed(String what, int at) {
    return new MalformedPayloadException(what, at - origin);
  }

  private int longTag(int at, int limit) {
    long tag = longVarint(at, limit);
    if (tag >>> 32 != 0) {
      throw malformed("tag " + Long.toUnsignedString(tag), at);
    }
    return (int) tag;
  }

  private int longLength(int at, int limit) {
    long length = longVarint(at, limit);
    if (length < 0 || length > Integer.MAX_VALUE) {
      throw malformed("length " + Long.toUnsignedString(length), at);
    }
    return (int) length;
  }

  private long longVarint(int at, int limit) {
    long value = 0;
    int last = Math.min(limit, at + 10);
    for (int shift = 0, i = at; i < last; shift += 7) {
      byte b = bytes[i++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        next = i;
        return value;
      }
    }
    throw malformed(last == limit ? "varint beyond its message" : "varint of over ten bytes", at);
  }
}
