// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.thrift;

import dev.clew.codec.MalformedPayloadException;
import java.util.Objects;

/**
 * One of Thrift's protocols over a byte array. A struct does not say how long it is, so it is read
 * from front to back, every field that nobody asked for included:
 *
 * <pre>{@code
 * in.beginStruct();
 * for (int field = in.field(); field != ThriftInput.STOP; field = in.field()) {
 *   switch (field) {
 *     case 1 << 8 | ThriftInput.I64 -> id = in.i64();
 *     default -> in.skip(field);
 *   }
 * }
 * in.endStruct();
 * }</pre>
 *
 * <p>A field is its number and its type in one {@code int}, so that a known number with a type that
 * nobody expects is skipped like an unknown one, which is what Thrift's own readers do.
 *
 * <p>Whatever the bytes: every read is checked against the end, containers cannot claim more
 * elements than there are bytes left, and structs and containers nest no deeper than {@link
 * #DEPTH_MAX}; else {@link MalformedPayloadException}.
 *
 * <p>Source: "Thrift Binary protocol encoding", "Thrift Compact protocol encoding" (Apache Thrift,
 * doc/specs). Types are numbered as in the binary protocol.
 *
 * <p>Threads: one at a time. Cost: no allocation.
 */
public abstract sealed class ThriftInput permits BinaryInput, CompactInput {

  /** What {@link #field()} returns at the end of a struct. */
  public static final int STOP = 0;

  public static final int BOOL = 2;
  public static final int BYTE = 3;
  public static final int DOUBLE = 4;
  public static final int I16 = 6;
  public static final int I32 = 8;
  public static final int I64 = 10;

  /** Text and bytes alike. */
  public static final int STRING = 11;

  public static final int STRUCT = 12;
  public static final int MAP = 13;
  public static final int SET = 14;
  public static final int LIST = 15;

  /** How deep structs and containers may nest. */
  public static final int DEPTH_MAX = 64;

  private static final byte[] NOTHING = {};
  private static final int TYPE_BITS = 8;

  private byte[] bytes = NOTHING;
  private int origin;
  private int limit;
  private int at;
  private int depth;
  private int begin;
  private int end;
  private int elementType;

  /** Reads these bytes from now on. */
  public final void reset(byte[] source, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, source.length);
    bytes = source;
    origin = offset;
    at = offset;
    limit = offset + length;
    depth = 0;
    begin = offset;
    end = offset;
  }

  /** Lets go of the bytes. */
  public final void release() {
    reset(NOTHING, 0, 0);
  }

  /** The array that {@link #begin()} and {@link #end()} are positions in. */
  public final byte[] bytes() {
    return bytes;
  }

  /** Where the content of the last {@link #string()} or the name of the message begins. */
  public final int begin() {
    return begin;
  }

  /** One past the content of the last {@link #string()} or the name of the message. */
  public final int end() {
    return end;
  }

  /** The type of the elements of the last {@link #list()}. */
  public final int elementType() {
    return elementType;
  }

  /** How many bytes have not been read. */
  public final int remaining() {
    return limit - at;
  }

  /** A field of a struct, as {@link #field()} returns it. */
  public static int field(int number, int type) {
    return number << TYPE_BITS | type;
  }

  /**
   * Reads the header of a message, whose arguments are the struct that follows; {@link #begin()}
   * and {@link #end()} are its name.
   */
  public abstract void message();

  /** Enters a struct. */
  public void beginStruct() {
    if (++depth > DEPTH_MAX) {
      throw malformed("nesting deeper than " + DEPTH_MAX);
    }
  }

  /** Reads the header of the next field, or returns {@link #STOP}. */
  public abstract int field();

  /** Leaves a struct whose {@link #STOP} was read. */
  public void endStruct() {
    depth--;
  }

  public abstract boolean bool();

  public abstract int i16();

  public abstract int i32();

  public abstract long i64();

  /** A double, as its bits. */
  public abstract long doubleBits();

  /** Text or bytes: from {@link #begin()} to {@link #end()}. */
  public abstract void string();

  /** Reads the header of a list or set: how many elements of {@link #elementType()} follow. */
  public abstract int list();

  /** Steps over the value of a field that nobody asked for. */
  public final void skip(int field) {
    skipValue(field & ((1 << TYPE_BITS) - 1));
  }

  /** Steps over what is left of a list that nobody asked for. */
  public final void skipElements(int count, int type) {
    for (int i = 0; i < count; i++) {
      skipValue(type);
    }
  }

  private void skipValue(int type) {
    switch (type) {
      case BOOL -> bool();
      case BYTE -> i8();
      case I16 -> i16();
      case I32 -> i32();
      case I64 -> i64();
      case DOUBLE -> doubleBits();
      case STRING -> string();
      case STRUCT -> skipStruct();
      case LIST, SET -> {
        enterContainer();
        skipElements(list(), elementType);
        depth--;
      }
      case MAP -> {
        enterContainer();
        skipMap();
        depth--;
      }
      default -> throw malformed("type " + type);
    }
  }

  private void skipStruct() {
    beginStruct();
    for (int field = field(); field != STOP; field = field()) {
      skip(field);
    }
    endStruct();
  }

  private void enterContainer() {
    if (++depth > DEPTH_MAX) {
      throw malformed("nesting deeper than " + DEPTH_MAX);
    }
  }

  abstract void skipMap();

  /** Steps over the pairs of a map. */
  final void skipPairs(int count, int keyType, int valueType) {
    for (int i = 0; i < count; i++) {
      skipValue(keyType);
      skipValue(valueType);
    }
  }

  // For the protocols

  final int depth() {
    return depth;
  }

  final int i8() {
    if (at >= limit) {
      throw malformed("end in the middle of a value");
    }
    return bytes[at++];
  }

  /** Takes this many bytes and returns where they begin. */
  final int take(int count) {
    if (count > limit - at) {
      throw malformed("end in the middle of a value");
    }
    int begin = at;
    at += count;
    return begin;
  }

  /** Takes a string of this many bytes. */
  final void takeString(int length) {
    if (length < 0 || length > limit - at) {
      throw malformed("length " + length + " beyond the " + (limit - at) + " bytes that are left");
    }
    begin = at;
    at += length;
    end = at;
  }

  /** The size of a container whose every element has at least a byte. */
  final int checkedSize(int size, int type) {
    if (size < 0 || size > limit - at) {
      throw malformed("size " + size + " beyond the " + (limit - at) + " bytes that are left");
    }
    elementType = type;
    return size;
  }

  final MalformedPayloadException malformed(String what) {
    return new MalformedPayloadException(what, at - origin);
  }
}
