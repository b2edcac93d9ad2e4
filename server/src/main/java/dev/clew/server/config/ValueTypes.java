// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** The kinds of value that a key can have. */
final class ValueTypes {

  private static final int PORT_MAX = 65_535;

  private ValueTypes() {}

  /** Any text, also the empty one. */
  static ValueType<String> textOrNone(String expected) {
    return new ValueType<>(expected, text -> text, value -> value);
  }

  /** Any text but the empty one. */
  static ValueType<String> text(String expected) {
    return new ValueType<>(
        expected,
        text -> {
          require(!text.isEmpty());
          return text;
        },
        value -> value);
  }

  /** A text that is not shown again. */
  static ValueType<String> secret() {
    return new ValueType<>(
        "a secret, or nothing", text -> text, value -> value.isEmpty() ? "" : "(set, not shown)");
  }

  static ValueType<Path> path() {
    ValueType<String> text = text("a path");
    return new ValueType<>(
        text.expected(), written -> Path.of(text.parse(written)), Path::toString);
  }

  static ValueType<Integer> port() {
    return integer("a port from 0 to 65535, where 0 takes a free one", 0, PORT_MAX);
  }

  /** A port, or none. */
  static ValueType<OptionalInt> portOrOff() {
    ValueType<Integer> port = integer("", 0, PORT_MAX);
    return new ValueType<>(
        "a port from 0 to 65535, where 0 takes a free one, or off",
        text -> text.equals("off") ? OptionalInt.empty() : OptionalInt.of(port.parse(text)),
        value -> value.isEmpty() ? "off" : String.valueOf(value.getAsInt()));
  }

  static ValueType<Integer> integer(int min, int max) {
    return integer("a whole number from " + min + " to " + max, min, max);
  }

  private static ValueType<Integer> integer(String expected, int min, int max) {
    return new ValueType<>(
        expected,
        text -> {
          int value = Integer.parseInt(text);
          require(value >= min && value <= max);
          return value;
        },
        String::valueOf);
  }

  /** A whole number that may be too large for an {@code int}. */
  static ValueType<Long> integer64(long min, long max) {
    return new ValueType<>(
        "a whole number from " + min + " to " + max,
        text -> {
          long value = Long.parseLong(text);
          require(value >= min && value <= max);
          return value;
        },
        String::valueOf);
  }

  static ValueType<Boolean> flag() {
    return new ValueType<>(
        "true or false",
        text -> {
          require(text.equals("true") || text.equals("false"));
          return Boolean.valueOf(text);
        },
        String::valueOf);
  }

  static ValueType<Duration> duration(Duration min, Duration max) {
    return new ValueType<>(
        "a duration from %s to %s, such as 500ms, 30s or 1h30m"
            .formatted(DurationText.format(min), DurationText.format(max)),
        text -> {
          Duration value = DurationText.parse(text);
          require(value.compareTo(min) >= 0 && value.compareTo(max) <= 0);
          return value;
        },
        DurationText::format);
  }

  /** A number of bytes. */
  static ValueType<Long> bytes(long bytesMin, long bytesMax) {
    return new ValueType<>(
        "a size from %s to %s, such as 512KiB, 64MiB or 2GB"
            .formatted(ByteSizeText.format(bytesMin), ByteSizeText.format(bytesMax)),
        text -> {
          long value = ByteSizeText.parse(text);
          require(value >= bytesMin && value <= bytesMax);
          return value;
        },
        ByteSizeText::format);
  }

  /** Any number of texts, written as {@code a, b} or, as in YAML, {@code [a, b]}. */
  static ValueType<List<String>> list(String expected) {
    return new ValueType<>(
        expected,
        text -> {
          boolean bracketed = text.startsWith("[") && text.endsWith("]");
          String items = bracketed ? text.substring(1, text.length() - 1) : text;
          return Arrays.stream(items.split(",", -1))
              .map(String::strip)
              .filter(item -> !item.isEmpty())
              .toList();
        },
        items -> items.stream().collect(joining(", ", "[", "]")));
  }

  /** One of an enum's constants, written in lower case. */
  static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
    return new ValueType<>(
        Arrays.stream(type.getEnumConstants())
            .map(ValueTypes::lowerCase)
            .collect(joining(", ", "one of ", "")),
        text ->
            Arrays.stream(type.getEnumConstants())
                .filter(constant -> lowerCase(constant).equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new),
        ValueTypes::lowerCase);
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void require(boolean valid) {
    if (!valid) {
      throw new IllegalArgumentException();
    }
  }
}
