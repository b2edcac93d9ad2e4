// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline.registry;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.BytesTable;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import java.util.List;

/**
 * What spans of a batch name, and say of it themselves: derived, else on the span or resource. One
 * span is {@linkplain #open open} at a time; its attributes are walked over once.
 */
final class NamedThings {

  static final int MODEL = 0;
  static final int VERSION = 1;
  static final int ALIAS = 2;
  static final int STAGE = 3;
  static final int RUN = 4;
  static final int VIEW = 5;
  static final int VIEW_VERSION = 6;
  static final int TTL = 7;

  /** By number, as above. */
  static final List<String> KEYS =
      List.of(
          "ml.model.name",
          "ml.model.version",
          "ml.model.alias",
          "ml.model.stage",
          "ml.run.id",
          "ml.feature.view",
          "ml.feature.view.version",
          "ml.feature.ttl");

  private static final int NO_RESOURCE = -1;

  private final SpanBatch batch;
  private final AttributeTable derived;
  private final AttributeTable ofSpan;
  private final AttributeTable ofResource;
  private final byte[] things; // by reference of a key: the number of the thing + 1, or 0
  private final boolean isEmpty;
  private final Found resource = new Found();
  private final Found span = new Found();
  private int resourceIndex = NO_RESOURCE;

  /** What is said in one place, and in those behind it: a bit for each thing. */
  private static final class Found {
    int said; // whatever the type
    int named; // a text that is not empty, or a whole number: then there is a value
    int numbers; // a whole number
    final long[] values = new long[KEYS.size()]; // a text's reference or the number

    void set(Found other) {
      said = other.said;
      named = other.named;
      numbers = other.numbers;
      if (named != 0) {
        System.arraycopy(other.values, 0, values, 0, values.length);
      }
    }
  }

  NamedThings(SpanBatch batch) {
    this.batch = batch;
    this.derived = batch.attributes(AttributeScope.DERIVED);
    this.ofSpan = batch.attributes(AttributeScope.SPAN);
    this.ofResource = batch.attributes(AttributeScope.RESOURCE);
    this.isEmpty =
        batch.strings().find(KEYS.get(MODEL)) < 0 && batch.strings().find(KEYS.get(VIEW)) < 0;
    this.things = new byte[isEmpty ? 0 : batch.strings().size()];
    for (int thing = 0; thing < KEYS.size() && !isEmpty; thing++) {
      int ref = batch.strings().find(KEYS.get(thing));
      if (ref >= 0) {
        things[ref] = (byte) (thing + 1);
      }
    }
  }

  /** Whether no span names a model or a view. */
  boolean isEmpty() {
    return isEmpty;
  }

  /** Goes to a span, and says whether it names a model or a view. */
  boolean open(int row) {
    if (batch.resourceIndex(row) != resourceIndex) {
      resourceIndex = batch.resourceIndex(row);
      resource.said = 0;
      resource.named = 0;
      resource.numbers = 0;
      read(ofResource, resourceIndex, resource);
    }
    span.set(resource);
    read(ofSpan, row, span);
    read(derived, row, span);
    return isNamed(MODEL) || isNamed(VIEW);
  }

  /** A bit for each thing that the open span, or its resource, says anything of. */
  int said() {
    return span.said;
  }

  /** Whether the open span has a text that is not empty, or a whole number. */
  boolean isNamed(int thing) {
    return (span.named & 1 << thing) != 0;
  }

  /** Whether what it is named by is a whole number. */
  boolean isNumber(int thing) {
    return (span.numbers & 1 << thing) != 0;
  }

  /** The number, or the reference of the text, of what is named; equal for equal texts. */
  long value(int thing) {
    return span.values[thing];
  }

  /** What is named, as text. */
  String text(int thing) {
    return isNumber(thing)
        ? Long.toString(span.values[thing])
        : batch.strings().string((int) span.values[thing]);
  }

  private void read(AttributeTable table, int owner, Found found) {
    if (owner >= table.ownerCount()) {
      return;
    }
    for (int entry = table.end(owner) - 1; entry >= table.begin(owner); entry--) {
      int thing = things[table.keyRef(entry)] - 1;
      if (thing >= 0) {
        int bit = 1 << thing;
        found.said |= bit;
        ValueType type = table.type(entry);
        if (type == ValueType.INT) {
          found.named |= bit;
          found.numbers |= bit;
          found.values[thing] = table.bits(entry);
        } else if (type == ValueType.STRING) {
          boolean isText = table.valueRef(entry) != BytesTable.EMPTY;
          found.named = isText ? found.named | bit : found.named & ~bit;
          found.numbers &= ~bit;
          found.values[thing] = table.valueRef(entry);
        }
      }
    }
  }
}
