// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.normalize;

import dev.clew.model.AttributeTable;
import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.KvListValue;
import dev.clew.model.BytesTable;
import dev.clew.model.DerivedColumns;
import dev.clew.model.ValueType;
import dev.clew.vocabulary.Alias;
import dev.clew.vocabulary.Concept;
import dev.clew.vocabulary.ConceptType;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads values as their concepts have them: type, unit, spelling. What makes no sense is nothing.
 *
 * <p>The result of {@link #read} is in the two fields. Text is worked on once per distinct value,
 * alias and batch.
 */
final class Conversion {

  private static final Text NOTHING = new Text(ValueType.EMPTY, 0);

  /** Of the value read last. */
  ValueType type = ValueType.EMPTY;

  /** As {@link ValueType} describes. */
  long bits;

  private final Map<String, Map<String, String>> renames;
  private final LongMemo<Text> known = new LongMemo<>(); // by alias and reference
  private final IdentityHashMap<Alias, Integer> numbers;
  private @Nullable BytesTable strings;
  private @Nullable DerivedColumns target;

  /** What a text means. */
  private record Text(ValueType type, long bits) {}

  Conversion(Map<String, Map<String, String>> renames, IdentityHashMap<Alias, Integer> numbers) {
    this.renames = renames;
    this.numbers = numbers;
  }

  void begin(BytesTable strings, DerivedColumns target) {
    this.strings = strings;
    this.target = target;
    known.clear();
  }

  void end() {
    strings = null;
    target = null;
  }

  /** Reads an entry; false if it means nothing under this alias. */
  boolean read(Alias alias, AttributeTable table, int entry) {
    type = table.type(entry);
    bits = table.bits(entry);
    if (alias.member() != null || !alias.values().isEmpty()) {
      return readText(alias, table, entry);
    }
    return switch (alias.concept().type()) {
      case INTEGER -> isNumber() ? toInteger(alias.factor()) : readText(alias, table, entry);
      case NUMBER -> isNumber() ? toNumber(alias.factor()) : readText(alias, table, entry);
      case TRUTH -> type == ValueType.BOOL || readText(alias, table, entry);
      case TEXT -> isPlainText(alias) || readText(alias, table, entry);
      case ANY -> type != ValueType.EMPTY;
    };
  }

  private boolean isNumber() {
    return type == ValueType.INT || type == ValueType.DOUBLE;
  }

  private boolean isPlainText(Alias alias) {
    return type == ValueType.STRING
        && bits != BytesTable.EMPTY
        && !alias.quoted()
        && !renames.containsKey(alias.concept().name());
  }

  private boolean toInteger(double factor) {
    if (type == ValueType.INT && factor == 1) {
      return true;
    }
    double number = number() * factor;
    bits = Math.round(number);
    type = ValueType.INT;
    return Math.abs(number) < 1L << 53 && (factor != 1 || bits == number);
  }

  private boolean toNumber(double factor) {
    double number = number() * factor;
    type = ValueType.DOUBLE;
    bits = Double.doubleToRawLongBits(number);
    return Double.isFinite(number);
  }

  private double number() {
    return type == ValueType.INT ? bits : Double.longBitsToDouble(bits);
  }

  /** By way of text, which is remembered if it is text already. */
  private boolean readText(Alias alias, AttributeTable table, int entry) {
    Text meaning;
    if (type == ValueType.STRING) {
      long key = (long) numbers.getOrDefault(alias, 0) << 32 | bits;
      Text found = known.get(key);
      if (found == null) {
        found = meaning(alias, strings().string((int) bits));
        known.put(key, found);
      }
      meaning = found;
    } else {
      String text = text(alias, table.value(entry, strings()));
      meaning = text == null ? NOTHING : meaning(alias, text);
    }
    type = meaning.type;
    bits = meaning.bits;
    return type != ValueType.EMPTY;
  }

  private static @Nullable String text(Alias alias, AttributeValue value) {
    String member = alias.member();
    return value instanceof KvListValue map && member != null ? member(map, member) : scalar(value);
  }

  private static @Nullable String member(KvListValue map, String name) {
    for (AttributeValue.Entry entry : map.entries()) {
      if (entry.key().equals(name)) {
        return entry.value() instanceof AttributeValue.StringValue(String text)
            ? text
            : scalar(entry.value());
      }
    }
    return null;
  }

  private static @Nullable String scalar(AttributeValue value) {
    return switch (value) {
      case AttributeValue.IntValue(long number) -> Long.toString(number);
      case AttributeValue.DoubleValue(double number) -> Double.toString(number);
      case AttributeValue.BoolValue(boolean truth) -> Boolean.toString(truth);
      default -> null;
    };
  }

  private Text meaning(Alias alias, String given) {
    String text = alias.quoted() ? JsonText.unquoted(given) : given;
    String member = alias.member();
    if (member != null && text.startsWith("{")) {
      String found = JsonText.member(text, member);
      if (found == null) {
        return NOTHING;
      }
      text = found;
    } else if (member != null && given.startsWith("{")) {
      return NOTHING;
    }
    if (!alias.values().isEmpty()) {
      String word = alias.values().get(text);
      if (word == null) {
        return NOTHING;
      }
      text = word;
    }
    return text.isEmpty() ? NOTHING : typed(alias, text);
  }

  private Text typed(Alias alias, String text) {
    Concept concept = alias.concept();
    return switch (concept.type()) {
      case TEXT, ANY -> {
        String word = renames.getOrDefault(concept.name(), Map.of()).getOrDefault(text, text);
        yield new Text(ValueType.STRING, target().intern(word));
      }
      case TRUTH ->
          switch (text) {
            case "true", "True", "1" -> new Text(ValueType.BOOL, 1);
            case "false", "False", "0" -> new Text(ValueType.BOOL, 0);
            default -> NOTHING;
          };
      case INTEGER, NUMBER -> {
        double number = number(alias, text);
        if (!Double.isFinite(number)) {
          yield NOTHING;
        }
        if (concept.type() == ConceptType.NUMBER) {
          yield new Text(ValueType.DOUBLE, Double.doubleToRawLongBits(number));
        }
        yield number == Math.rint(number) ? new Text(ValueType.INT, (long) number) : NOTHING;
      }
    };
  }

  private static double number(Alias alias, String text) {
    try {
      return Double.parseDouble(text) * alias.factor();
    } catch (NumberFormatException _) {
      return alias.concept().unit().equals("s") ? DurationText.seconds(text) : Double.NaN;
    }
  }

  private BytesTable strings() {
    BytesTable current = strings;
    if (current == null) {
      throw new IllegalStateException("batch: none (expected: one between begin and end)");
    }
    return current;
  }

  private DerivedColumns target() {
    DerivedColumns current = target;
    if (current == null) {
      throw new IllegalStateException("batch: none (expected: one between begin and end)");
    }
    return current;
  }
}
