// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

import dev.clew.analysis.trace.TraceView;
import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import dev.clew.store.query.PlainText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what spans say of themselves as pairs of a key and a value, each pair a small integer that
 * means the same in all traces.
 *
 * <p>Keys that only repeat who sent the span, or that spell out the outcome, are left out. Bytes,
 * lists and texts of more than {@value #TEXT_MAX} bytes are not looked at.
 *
 * <p>Threads: one at a time. Cost: a string is looked up once per batch, a pair once per place,
 * then both by index.
 */
final class SpanItems {

  private static final int TEXT_MAX = 200;
  private static final int LEFT_OUT = -1;
  private static final double WHOLE_MAX = 1e15;
  private static final double UNREAD = Double.NEGATIVE_INFINITY;
  private static final List<String> PREFIXES_LEFT_OUT =
      List.of("telemetry.", "process.", "otel.", "exception.", "thread.");
  private static final List<String> KEYS_LEFT_OUT =
      List.of(
          "service.name",
          "error",
          "error.message",
          "error.stack",
          "internal.span.format",
          "@jaeger@format",
          "ml.source", // how concepts were found says nothing of the system
          "ml.cost.source",
          "ml.registry");

  private final Map<String, Integer> keyCodes = new HashMap<>();
  private final List<String> keys = new ArrayList<>();
  private final Map<String, Integer> textCodes = new HashMap<>();
  private final LongCodes numberCodes = new LongCodes(); // by bits, above those of texts
  private final List<String> texts = new ArrayList<>();
  private final LongCodes pairs = new LongCodes();
  private double[] numbers = new double[0];
  private int[] operationPairs = new int[64];
  private @Nullable SpanBatch lastBatch;
  private BatchPairs lastPairs = new BatchPairs(0);
  private final Map<Integer, Integer> requestPairs = new HashMap<>();
  private final IdentityHashMap<SpanBatch, BatchPairs> batches = new IdentityHashMap<>();

  /** The pairs of a batch's attribute entries, by scope and entry. */
  private static final class BatchPairs {
    private final int[][] byScope = new int[AttributeScope.values().length][];
    private final int[] keys; // by reference: 2 more than the code, 1 if it is left out
    private final int[] texts; // by reference: 1 more than the code
    private int[] resourceTrace = new int[0]; // one more than the trace it was last seen in

    BatchPairs(int strings) {
      keys = new int[strings];
      texts = new int[strings];
    }
  }

  /** How many pairs there are. */
  int count() {
    return pairs.size();
  }

  /** The key of a pair. */
  String key(int pair) {
    return keys.get(keyCode(pair));
  }

  /** A small integer for the key of a pair. */
  int keyCode(int pair) {
    return (int) (pairs.key(pair) >>> 32);
  }

  /** The value of a pair as text. */
  String value(int pair) {
    int code = (int) pairs.key(pair);
    if (code >= 0) {
      return texts.get(code);
    }
    double number = Double.longBitsToDouble(numberCodes.key(-code - 1));
    return number == Math.rint(number) && Math.abs(number) < WHOLE_MAX
        ? Long.toString((long) number)
        : PlainText.ofDouble(number);
  }

  /** The value of a pair as a number, or NaN. */
  double number(int pair) {
    if (pair >= numbers.length) {
      int before = numbers.length;
      numbers = Arrays.copyOf(numbers, Math.max(pair + 1, before * 2));
      Arrays.fill(numbers, before, numbers.length, UNREAD);
    }
    if (numbers[pair] == UNREAD) {
      numbers[pair] = parse(pair);
    }
    return numbers[pair];
  }

  private double parse(int pair) {
    int code = (int) pairs.key(pair);
    if (code < 0) {
      return Double.longBitsToDouble(numberCodes.key(-code - 1));
    }
    String text = value(pair);
    char first = text.isEmpty() ? 'x' : text.charAt(0);
    if (first != '-' && (first < '0' || first > '9')) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }

  /** The pair that says the name of a span. */
  int operation(TraceView view, int row) {
    int operation = view.operation(row);
    if (operation >= operationPairs.length) {
      operationPairs =
          Arrays.copyOf(operationPairs, Math.max(operation + 1, operationPairs.length * 2));
    }
    if (operationPairs[operation] == 0) {
      operationPairs[operation] = 1 + pair("operation", view.operationName(row));
    }
    return operationPairs[operation] - 1;
  }

  /** The pair of a key and a value. */
  int pair(String key, String value) {
    return pairs.code(pairKey(keyCode(key), textCode(value)));
  }

  private static long pairKey(int key, int value) {
    return (long) key << 32 | (value & 0xFFFF_FFFFL);
  }

  /** The same pair, said of the trace's root: its key has {@code request.} before it. */
  int ofRequest(int pair) {
    return requestPairs.computeIfAbsent(pair, of -> pair("request." + key(of), value(of)));
  }

  /** Whether this is the first span of a trace with its resource. Traces must come in order. */
  boolean isResourceNew(TraceView view, int row, int trace) {
    SpanBatch batch = view.batch(row);
    BatchPairs of = pairsOf(batch);
    int resource = batch.resourceIndex(view.batchRow(row));
    if (of.resourceTrace.length < batch.resourceCount()) {
      of.resourceTrace = new int[batch.resourceCount()];
    }
    boolean isNew = of.resourceTrace[resource] != trace + 1;
    of.resourceTrace[resource] = trace + 1;
    return isNew;
  }

  /** Adds the pairs of one scope's attributes of a span. */
  void collect(TraceView view, int row, AttributeScope scope, IntList into) {
    SpanBatch batch = view.batch(row);
    AttributeTable table = batch.attributes(scope);
    int owner =
        scope == AttributeScope.RESOURCE
            ? batch.resourceIndex(view.batchRow(row))
            : view.batchRow(row);
    if (owner >= table.ownerCount()) {
      return;
    }
    int[] known = known(batch, scope, table);
    for (int entry = table.begin(owner); entry < table.end(owner); entry++) {
      int pair = known[entry] - 2;
      if (pair < LEFT_OUT) {
        pair = read(batch, table, entry);
        known[entry] = pair + 2;
      }
      if (pair != LEFT_OUT) {
        into.add(pair);
      }
    }
  }

  private BatchPairs pairsOf(SpanBatch batch) {
    if (batch != lastBatch) {
      lastBatch = batch;
      lastPairs = batches.computeIfAbsent(batch, of -> new BatchPairs(of.strings().size()));
    }
    return lastPairs;
  }

  private int[] known(SpanBatch batch, AttributeScope scope, AttributeTable table) {
    BatchPairs of = pairsOf(batch);
    if (of.byScope[scope.ordinal()] == null) {
      of.byScope[scope.ordinal()] = new int[table.entryCount()];
    }
    return of.byScope[scope.ordinal()];
  }

  private int read(SpanBatch batch, AttributeTable table, int entry) {
    ValueType type = table.type(entry);
    if (type == ValueType.BYTES
        || type == ValueType.ARRAY
        || type == ValueType.KVLIST
        || type == ValueType.EMPTY
        || (type == ValueType.STRING && batch.strings().length(table.valueRef(entry)) > TEXT_MAX)) {
      return LEFT_OUT;
    }
    int key = keyCode(batch, table.keyRef(entry));
    if (key == LEFT_OUT) {
      return LEFT_OUT;
    }
    int value =
        switch (type) {
          case INT -> -1 - numberCodes.code(Double.doubleToRawLongBits((double) table.bits(entry)));
          case DOUBLE -> -1 - numberCodes.code(table.bits(entry));
          case BOOL -> textCode(table.bits(entry) != 0 ? "true" : "false");
          default -> textCode(batch, table.valueRef(entry));
        };
    return pairs.code(pairKey(key, value));
  }

  private int keyCode(SpanBatch batch, int keyRef) {
    int[] known = pairsOf(batch).keys;
    if (known[keyRef] == 0) {
      String key = batch.strings().string(keyRef);
      known[keyRef] = 2 + (isLeftOut(key) ? LEFT_OUT : keyCode(key));
    }
    return known[keyRef] - 2;
  }

  private int textCode(SpanBatch batch, int valueRef) {
    int[] known = pairsOf(batch).texts;
    if (known[valueRef] == 0) {
      known[valueRef] = 1 + textCode(batch.strings().string(valueRef));
    }
    return known[valueRef] - 1;
  }

  private static boolean isLeftOut(String name) {
    return KEYS_LEFT_OUT.contains(name) || PREFIXES_LEFT_OUT.stream().anyMatch(name::startsWith);
  }

  private int keyCode(String key) {
    return keyCodes.computeIfAbsent(
        key,
        text -> {
          keys.add(text);
          return keys.size() - 1;
        });
  }

  private int textCode(String value) {
    return textCodes.computeIfAbsent(
        value,
        text -> {
          texts.add(text);
          return texts.size() - 1;
        });
  }

  /** A growing list of integers. */
  static final class IntList {
    private int[] values = new int[32];
    private int size;

    void add(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }

    void clear() {
      size = 0;
    }

    int size() {
      return size;
    }

    int get(int index) {
      return values[index];
    }
  }
}
