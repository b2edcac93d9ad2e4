// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.thrift;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The binary protocol: big endian, everything at full length. */
public final class BinaryInput extends ThriftInput {

  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int VERSION_MASK = 0xFFFF_0000;
  private static final int VERSION_1 = 0x8001_0000;

  /** A strict header, with a version, or the old one that begins with the length of the name. */
  @Override
  public void message() {
    int first = i32();
    if (first >= 0) {
      takeString(first);
      i8(); // the kind of message
      i32(); // its number
      return;
    }
    if ((first & VERSION_MASK) != VERSION_1) {
      throw malformed("message version " + Integer.toHexString(first));
    }
    string();
    i32(); // its number
  }

  @Override
  public int field() {
    int type = i8();
    if (type == STOP) {
      return STOP;
    }
    return field((short) SHORTS.get(bytes(), take(Short.BYTES)), known(type));
  }

  @Override
  public boolean bool() {
    return i8() != 0;
  }

  @Override
  public int i16() {
    return (short) SHORTS.get(bytes(), take(Short.BYTES));
  }

  @Override
  public int i32() {
    return (int) INTS.get(bytes(), take(Integer.BYTES));
  }

  @Override
  public long i64() {
    return (long) LONGS.get(bytes(), take(Long.BYTES));
  }

  @Override
  public long doubleBits() {
    return i64();
  }

  @Override
  public void string() {
    takeString(i32());
  }

  @Override
  public int list() {
    int type = i8();
    return checkedSize(i32(), known(type));
  }

  @Override
  void skipMap() {
    int keyType = known(i8());
    int valueType = known(i8());
    skipPairs(checkedSize(i32(), valueType), keyType, valueType);
  }

  private int known(int type) {
    return switch (type) {
      case BOOL, BYTE, DOUBLE, I16, I32, I64, STRING, STRUCT, MAP, SET, LIST -> type;
      default -> throw malformed("type " + type);
    };
  }
}
