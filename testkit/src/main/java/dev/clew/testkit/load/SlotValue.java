// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.load;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is written into a slot: always the same number of bytes.
 *
 * @param length how many bytes the writer writes
 */
record SlotValue(int length, Writer writer) {

  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Writes the value that a span of this trace has. */
  @FunctionalInterface
  interface Writer {
    void write(byte[] target, int offset, TraceState trace);
  }

  static SlotValue traceId() {
    return new SlotValue(
        16,
        (target, offset, trace) -> {
          BIG_ENDIAN.set(target, offset, trace.traceIdHigh);
          BIG_ENDIAN.set(target, offset + 8, trace.traceIdLow);
        });
  }

  /** The id of a span of the trace, as its own or as somebody's parent. */
  static SlotValue spanId(int span) {
    return new SlotValue(
        8, (target, offset, trace) -> BIG_ENDIAN.set(target, offset, trace.spanIds[span]));
  }

  static SlotValue startNanos(int span) {
    return new SlotValue(
        8, (target, offset, trace) -> LITTLE_ENDIAN.set(target, offset, trace.startNanos[span]));
  }

  static SlotValue endNanos(int span) {
    return new SlotValue(
        8, (target, offset, trace) -> LITTLE_ENDIAN.set(target, offset, trace.endNanos[span]));
  }

  /** The last decimal digits of a subject. */
  static SlotValue digits(int digits, int subject) {
    return new SlotValue(
        digits,
        (target, offset, trace) -> {
          long rest = trace.subjects[subject];
          for (int at = offset + digits - 1; at >= offset; at--) {
            long quotient = rest / 10;
            target[at] = (byte) ('0' + (rest - quotient * 10));
            rest = quotient;
          }
        });
  }

  /** The last sixteen hex digits of a subject. */
  static SlotValue hex(int subject) {
    return new SlotValue(
        16,
        (target, offset, trace) -> {
          long rest = trace.subjects[subject];
          for (int at = offset + 15; at >= offset; at--) {
            int digit = (int) rest & 0xF;
            target[at] = (byte) (digit < 10 ? '0' + digit : 'a' - 10 + digit);
            rest >>>= 4;
          }
        });
  }

  /** One of several texts of equal length, chosen by a subject. */
  static SlotValue oneOf(int subject, String... texts) {
    return oneOf(
        subject, Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
  }

  /** One of several encoded values of equal length, chosen by a subject. */
  static SlotValue oneOf(int subject, List<byte[]> values) {
    byte[][] choices = values.toArray(byte[][]::new);
    int length = choices[0].length;
    for (byte[] choice : choices) {
      if (choice.length != length) {
        throw new IllegalArgumentException(
            "choice: " + choice.length + " bytes (expected: " + length + ")");
      }
    }
    return new SlotValue(
        length,
        (target, offset, trace) ->
            System.arraycopy(
                choices[(int) (trace.subjects[subject] % choices.length)],
                0,
                target,
                offset,
                length));
  }

  /** A varint of two bytes, from 128 up to 128 + 2^bits, different for each span. */
  static SlotValue number(int bits) {
    return new SlotValue(
        2,
        (target, offset, trace) -> {
          int value = 128 + (trace.random.nextInt() >>> (32 - bits));
          target[offset] = (byte) (value | 0x80);
          target[offset + 1] = (byte) (value >>> 7);
        });
  }

  /** A double from 0 to 1, different for each span. */
  static SlotValue fraction() {
    return new SlotValue(
        8,
        (target, offset, trace) ->
            LITTLE_ENDIAN.set(
                target, offset, Double.doubleToRawLongBits(trace.random.nextDouble())));
  }
}
