// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.ValueType;
import dev.clew.store.segment.part.OverflowEntries;
import dev.clew.store.segment.part.Part;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** One of the places where a field's value of a row may be found. Threads: one at a time. */
abstract class ValueSource {

  static final int ABSENT = -1;

  private final int[] codes = new int[Part.BLOCK_ROWS];

  /** Sets the code of each row of a block that has a value here and none yet. */
  abstract void codes(int block, int[] target);

  /** Sets the number of each row of a block that has a value here and is not marked in seen. */
  void numbers(int block, double[] target, long[] seen, ValueCodes values) {
    Arrays.fill(codes, ABSENT);
    codes(block, codes);
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] >= 0 && (seen[i >>> 6] >>> i & 1) == 0) {
        seen[i >>> 6] |= 1L << i;
        target[i] = values.number(codes[i]);
      }
    }
  }

  /** A column of the table itself. */
  static ValueSource ofColumn(StoredColumn column, ValueType type, ValueCodes values) {
    return type.isReference()
        ? new OfBytes(column, bytes -> values.ofBytes(type, bytes))
        : new OfNumbers(column, type, LongUnaryOperator.identity(), values);
  }

  /** A column of text in which an empty one is none. */
  static ValueSource ofNames(StoredColumn column, ValueCodes values) {
    return new OfBytes(
        column, bytes -> bytes.length == 0 ? ABSENT : values.ofBytes(ValueType.STRING, bytes));
  }

  /** A column whose numbers count as other numbers. */
  static ValueSource ofNumbers(StoredColumn column, LongUnaryOperator operator, ValueCodes values) {
    return new OfNumbers(column, ValueType.INT, operator, values);
  }

  /** A column whose numbers count as text. */
  static ValueSource ofText(StoredColumn column, LongFunction<String> text, ValueCodes values) {
    return new OfNumbers(column, ValueType.STRING, LongUnaryOperator.identity(), values) {
      @Override
      int code(long value) {
        return values.ofText(text.apply(value));
      }
    };
  }

  /** The entries of an overflow column that have a key. */
  static ValueSource ofOverflow(StoredColumn column, String key, ValueCodes values) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    return new OfBytes(
        column,
        bytes -> {
          for (OverflowEntries entries = new OverflowEntries(bytes); entries.next(); ) {
            if (entries.hasKey(name)) {
              return entries.type.isReference()
                  ? values.ofBytes(entries.type, slice(bytes, entries))
                  : values.ofNumber(entries.type, entries.bits);
            }
          }
          return ABSENT;
        });
  }

  private static byte[] slice(byte[] bytes, OverflowEntries entry) {
    return Arrays.copyOfRange(bytes, entry.valueOffset, entry.valueOffset + entry.valueLength);
  }

  /** The same value for all rows that have none yet. */
  static ValueSource ofDefault(int code) {
    return new ValueSource() {
      @Override
      void codes(int block, int[] target) {
        for (int i = 0; i < target.length; i++) {
          target[i] = target[i] < 0 ? code : target[i];
        }
      }
    };
  }

  /** A value for each row, computed. */
  static ValueSource ofRows(IntFunction<IntFunction<Integer>> codeOfRowInBlock) {
    return new ValueSource() {
      @Override
      void codes(int block, int[] target) {
        IntFunction<Integer> codeOfRow = codeOfRowInBlock.apply(block);
        for (int i = 0; i < target.length; i++) {
          target[i] = target[i] < 0 ? codeOfRow.apply(i) : target[i];
        }
      }
    };
  }

  /** Rows of another table that each span points to. */
  static ValueSource ofReferences(StoredColumn references, int[] codesOfRows) {
    return new OfNumbers(references, ValueType.EMPTY, LongUnaryOperator.identity(), null) {
      @Override
      int code(long value) {
        return codesOfRows[(int) value];
      }
    };
  }

  private static class OfNumbers extends ValueSource {
    private final Chunk chunk;
    private final ValueType type;
    private final LongUnaryOperator operator;
    private final @Nullable ValueCodes values;
    private final long[] numbers = new long[Part.BLOCK_ROWS];
    private final int[] rows = new int[Part.BLOCK_ROWS];

    OfNumbers(
        StoredColumn column,
        ValueType type,
        LongUnaryOperator operator,
        @Nullable ValueCodes values) {
      this.chunk = new Chunk(column);
      this.type = type;
      this.operator = operator;
      this.values = values;
    }

    int code(long value) {
      return Objects.requireNonNull(values).ofNumber(type, operator.applyAsLong(value));
    }

    private void read(int block) {
      chunk.open(block).values(numbers);
      chunk.rows(0, rows);
    }

    @Override
    void codes(int block, int[] target) {
      read(block);
      long last = 0;
      int lastCode = ABSENT;
      for (int i = 0; i < chunk.count(); i++) {
        if (target[rows[i]] < 0) {
          if (lastCode < 0 || numbers[i] != last) {
            last = numbers[i];
            lastCode = code(last);
          }
          target[rows[i]] = lastCode;
        }
      }
    }

    @Override
    void numbers(int block, double[] target, long[] seen, ValueCodes codes) {
      if (type != ValueType.INT && type != ValueType.DOUBLE) {
        super.numbers(block, target, seen, codes);
        return;
      }
      read(block);
      for (int i = 0; i < chunk.count(); i++) {
        int row = rows[i];
        if ((seen[row >>> 6] >>> row & 1) == 0) {
          seen[row >>> 6] |= 1L << row;
          target[row] =
              type == ValueType.INT
                  ? operator.applyAsLong(numbers[i])
                  : Double.longBitsToDouble(numbers[i]);
        }
      }
    }
  }

  private static final class OfBytes extends ValueSource {
    private final Chunk chunk;
    private final ToCode toCode;
    private final long[] local = new long[Part.BLOCK_ROWS];
    private final int[] rows = new int[Part.BLOCK_ROWS];
    private int[] codeOfLocal = {}; // code + 2, 0 for not asked yet
    private final boolean isWide;

    private interface ToCode {
      int code(byte[] value);
    }

    OfBytes(StoredColumn column, ToCode toCode) {
      this.chunk = new Chunk(column);
      this.toCode = toCode;
      this.isWide = column.form() == SegmentFormat.CODES;
    }

    @Override
    void codes(int block, int[] target) {
      chunk.open(block).values(local);
      chunk.rows(0, rows);
      if (!isWide || codeOfLocal.length == 0) {
        codeOfLocal = new int[chunk.dictionary().size()];
      }
      for (int i = 0; i < chunk.count(); i++) {
        if (target[rows[i]] < 0) {
          int code = (int) local[i];
          if (codeOfLocal[code] == 0) {
            codeOfLocal[code] = toCode.code(chunk.dictionary().get(code)) + 2;
          }
          target[rows[i]] = codeOfLocal[code] - 2;
        }
      }
    }
  }
}
