// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.ValueType;
import dev.clew.store.segment.part.OverflowEntries;
import dev.clew.store.segment.part.ValuePredicate;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Whether a value of one column, as it is on disk, is one that is looked for. */
interface ValueCheck {

  /** Every value. */
  ValueCheck ANY =
      new ValueCheck() {
        @Override
        public boolean number(long bits) {
          return true;
        }

        @Override
        public boolean bytes(byte[] source, int length) {
          return true;
        }
      };

  /** Whether a number, the bits of a double or a row number is. */
  default boolean number(long bits) {
    throw new IllegalStateException("number in a column of byte strings");
  }

  /** Whether the first bytes of an array are. */
  default boolean bytes(byte[] source, int length) {
    throw new IllegalStateException("byte string in a column of numbers");
  }

  /** Whether some number from {@code min} to {@code max} could be; doubles are ordered. */
  default boolean mayMatch(long min, long max) {
    return true;
  }

  /** The only byte string that is, if there is one. */
  default byte @Nullable [] only() {
    return null;
  }

  /** The row numbers that are, if only row numbers are; not to be changed. */
  default @Nullable BitSet rows() {
    return null;
  }

  /** The values of an attribute of one type. */
  static ValueCheck of(ValuePredicate predicate, ValueType type) {
    return new ValueCheck() {
      @Override
      public boolean number(long bits) {
        return predicate.test(type, bits);
      }

      @Override
      public boolean bytes(byte[] source, int length) {
        return predicate.test(type, source, 0, length);
      }

      @Override
      public boolean mayMatch(long min, long max) {
        return switch (type) {
          case INT -> predicate.mayMatchInt(min, max);
          case DOUBLE ->
              predicate.mayMatchDouble(DoubleOrder.fromOrdered(min), DoubleOrder.fromOrdered(max));
          default -> true;
        };
      }

      @Override
      public byte @Nullable [] only() {
        return type == ValueType.STRING ? predicate.onlyText() : null;
      }
    };
  }

  /** Byte strings that a test accepts and that are not empty. */
  static ValueCheck notEmpty(ValueCheck test) {
    return new ValueCheck() {
      @Override
      public boolean bytes(byte[] source, int length) {
        return length > 0 && test.bytes(source, length);
      }
    };
  }

  /** Entries of an overflow column that have a key, and a value that the predicate accepts. */
  static ValueCheck ofOverflow(ValuePredicate predicate, String key) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    return new ValueCheck() {
      @Override
      public boolean bytes(byte[] source, int length) {
        OverflowEntries entries =
            new OverflowEntries(length == source.length ? source : Arrays.copyOf(source, length));
        while (entries.next()) {
          if (entries.hasKey(name) && test(entries, source)) {
            return true;
          }
        }
        return false;
      }

      private boolean test(OverflowEntries entry, byte[] source) {
        return predicate.mayMatch(entry.type)
            && (entry.type.isReference()
                ? predicate.test(entry.type, source, entry.valueOffset, entry.valueLength)
                : predicate.test(entry.type, entry.bits));
      }
    };
  }

  /** Numbers that count as text, such as kinds and ids. */
  static ValueCheck ofText(ValuePredicate predicate, LongFunction<String> text) {
    return new ValueCheck() {
      @Override
      public boolean number(long bits) {
        byte[] utf8 = text.apply(bits).getBytes(StandardCharsets.UTF_8);
        return predicate.test(ValueType.STRING, utf8, 0, utf8.length);
      }
    };
  }

  /** One number. */
  static ValueCheck ofNumber(long wanted) {
    return new ValueCheck() {
      @Override
      public boolean number(long bits) {
        return bits == wanted;
      }

      @Override
      public boolean mayMatch(long min, long max) {
        return min <= wanted && wanted <= max;
      }
    };
  }

  /** Rows of another table. */
  static ValueCheck ofRows(BitSet wanted) {
    return new ValueCheck() {
      @Override
      public boolean number(long bits) {
        return wanted.get((int) bits);
      }

      @Override
      public BitSet rows() {
        return wanted;
      }
    };
  }
}
