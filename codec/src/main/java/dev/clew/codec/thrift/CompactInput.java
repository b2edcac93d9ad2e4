// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.thrift;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The compact protocol: varints, field numbers as differences, a bool within the header of its
 * field. Doubles are little endian, as all of Thrift's libraries have them.
 */
public final class CompactInput extends ThriftInput {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int PROTOCOL_ID = 0x82;
  private static final int VERSION_MASK = 0x1F;
  private static final int VERSION_1 = 1;

  /** Of the low four bits of a header. */
  private static final int TRUE = 1;

  private static final int FALSE = 2;
  private static final int LONG_SIZE = 15;

  /** The last field number of each struct that is open. */
  private final int[] lastNumbers = new int[DEPTH_MAX + 1];

  private boolean fieldBool;
  private boolean isFieldBool; // the bool that bool() returns was in the header of its field

  @Override
  public void message() {
    int id = i8() & 0xFF;
    if (id != PROTOCOL_ID) {
      throw malformed("protocol id " + id);
    }
    int version = i8() & VERSION_MASK;
    if (version != VERSION_1) {
      throw malformed("message version " + version);
    }
    varint(); // the number of the message
    string();
  }

  @Override
  public void beginStruct() {
    super.beginStruct();
    lastNumbers[depth()] = 0;
    isFieldBool = false;
  }

  @Override
  public int field() {
    int header = i8();
    int type = header & 0xF;
    if (type == STOP) {
      return STOP;
    }
    int delta = header >>> 4 & 0xF;
    int number = delta == 0 ? i16() : lastNumbers[depth()] + delta;
    lastNumbers[depth()] = number;
    fieldBool = type == TRUE;
    isFieldBool = type == TRUE || type == FALSE;
    return field(number, known(type));
  }

  @Override
  public boolean bool() {
    if (isFieldBool) {
      isFieldBool = false;
      return fieldBool;
    }
    return i8() == TRUE; // an element of a list
  }

  @Override
  public int i16() {
    return (short) i64();
  }

  @Override
  public int i32() {
    return (int) i64();
  }

  @Override
  public long i64() {
    long zigzag = varint();
    return zigzag >>> 1 ^ -(zigzag & 1);
  }

  @Override
  public long doubleBits() {
    return (long) LONGS.get(bytes(), take(Long.BYTES));
  }

  @Override
  public void string() {
    takeString(size());
  }

  @Override
  public int list() {
    isFieldBool = false;
    int header = i8();
    int size = header >>> 4 & 0xF;
    return checkedSize(size == LONG_SIZE ? size() : size, known(header & 0xF));
  }

  @Override
  void skipMap() {
    isFieldBool = false;
    int size = size();
    if (size == 0) {
      return;
    }
    int types = i8();
    int valueType = known(types & 0xF);
    skipPairs(checkedSize(size, valueType), known(types >>> 4 & 0xF), valueType);
  }

  private int size() {
    long size = varint();
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw malformed("length " + Long.toUnsignedString(size));
    }
    return (int) size;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int b = i8();
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw malformed("varint of over ten bytes");
  }

  private int known(int type) {
    return switch (type) {
      case TRUE, FALSE -> BOOL;
      case 3 -> BYTE;
      case 4 -> I16;
      case 5 -> I32;
      case 6 -> I64;
      case 7 -> DOUBLE;
      case 8 -> STRING;
      case 9 -> LIST;
      case 10 -> SET;
      case 11 -> MAP;
      case 12 -> STRUCT;
      default -> throw malformed("type " + type);
    };
  }
}
