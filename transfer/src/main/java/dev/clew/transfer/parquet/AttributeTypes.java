// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer.parquet;

import dev.clew.model.AttributeTable;
import dev.clew.model.AttributeValue;
import dev.clew.model.BytesTable;
import dev.clew.model.NestedValues;
import dev.clew.model.ValueType;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the columns of types beside those of attributes, so that a value that is no text
 * can be read back as what it was: {@code bool}, {@code int}, {@code double} or {@code bytes}. The
 * text of an array or a kvlist does not say what is inside, so behind {@code array} or {@code
 * kvlist} and a blank stands the protobuf form of {@link NestedValues} in base64. Text and values
 * without content have an entry only if their key comes more than once, so that there is one for
 * each.
 */
final class AttributeTypes {

  private static final Binary[] WORDS =
      Arrays.stream(ValueType.values())
          .map(type -> Binary.fromString(word(type)))
          .toArray(Binary[]::new);

  private AttributeTypes() {}

  private static String word(ValueType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  /** Whether the type of a value has to be said. */
  static boolean isNeeded(AttributeTable table, int entry, int owner) {
    ValueType type = table.type(entry);
    return (type != ValueType.STRING && type != ValueType.EMPTY) || isRepeated(table, entry, owner);
  }

  private static boolean isRepeated(AttributeTable table, int entry, int owner) {
    for (int other = table.begin(owner); other < table.end(owner); other++) {
      if (other != entry && table.keyRef(other) == table.keyRef(entry)) {
        return true;
      }
    }
    return false;
  }

  /** The type of a value. */
  static Binary of(AttributeTable table, int entry, BytesTable strings) {
    ValueType type = table.type(entry);
    if (type != ValueType.ARRAY && type != ValueType.KVLIST) {
      return WORDS[type.ordinal()];
    }
    byte[] nested = strings.copy(table.valueRef(entry));
    return Binary.fromString(word(type) + " " + Base64.getEncoder().encodeToString(nested));
  }

  /**
   * The value that a text and a type stand for.
   *
   * @param text null for a value without content
   * @param type null for text whose key comes once
   * @throws IllegalArgumentException if they do not fit
   */
  static AttributeValue value(@Nullable String text, @Nullable String type) {
    if (text == null) {
      return new AttributeValue.EmptyValue();
    }
    if (type == null) {
      return new AttributeValue.StringValue(text);
    }
    int blank = type.indexOf(' ');
    String word = blank < 0 ? type : type.substring(0, blank);
    return switch (word) {
      case "string" -> new AttributeValue.StringValue(text);
      case "bool" -> new AttributeValue.BoolValue(Boolean.parseBoolean(text));
      case "int" -> new AttributeValue.IntValue(Long.parseLong(text));
      case "double" -> new AttributeValue.DoubleValue(Double.parseDouble(text));
      case "bytes" -> new AttributeValue.BytesValue(Base64.getDecoder().decode(text));
      case "array" -> NestedValues.decodeArray(nested(type, blank));
      case "kvlist" -> NestedValues.decodeKvList(nested(type, blank));
      default ->
          throw new IllegalArgumentException(
              "type \"%s\" (expected: string, bool, int, double, bytes, array or kvlist)"
                  .formatted(word));
    };
  }

  private static byte[] nested(String type, int blank) {
    return Base64.getDecoder().decode(type.substring(blank + 1));
  }
}
