// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.filter;

import dev.clew.query.parameter.GoDuration;
import dev.clew.query.parameter.ParameterException;
import dev.clew.query.parameter.TimeText;
import dev.clew.store.query.Operand;

/** Reads constants as what they are compared with. */
final class Constant {

  private Constant() {}

  static Operand of(String value, String type, Subject subject) {
    return switch (subject.type()) {
      case ANY -> typed(value, type);
      case TEXT -> new Operand.Text(text(value, type));
      case WORD -> word(text(value, type), subject);
      case DURATION -> new Operand.Int(duration(value, type));
      case TIME -> new Operand.Int(time(value, type));
      case NUMBER -> new Operand.Int(integer(value));
    };
  }

  private static Operand typed(String value, String type) {
    return switch (type) {
      case "" -> new Operand.Untyped(value);
      case "string" -> new Operand.Text(value);
      case "int" -> new Operand.Int(integer(value));
      case "double" -> new Operand.Real(real(value));
      case "bool" -> new Operand.Bool(truth(value));
      default ->
          throw new FilterException(
              "type %s (expected: string, int, double, bool or none)".formatted(type));
    };
  }

  private static String text(String value, String type) {
    if (!type.isEmpty() && !type.equals("string")) {
      throw new FilterException("type %s of %s (expected: string)".formatted(type, value));
    }
    return value;
  }

  private static Operand word(String value, Subject subject) {
    if (!subject.words().contains(value)) {
      throw new FilterException(
          "%s (expected: one of %s)".formatted(value, String.join(", ", subject.words())));
    }
    return new Operand.Text(value);
  }

  private static long duration(String value, String type) {
    try {
      return GoDuration.parse("duration", text(value, type));
    } catch (ParameterException malformed) {
      throw new FilterException(malformed);
    }
  }

  private static long time(String value, String type) {
    try {
      return TimeText.parse("time", text(value, type));
    } catch (ParameterException malformed) {
      throw new FilterException(malformed);
    }
  }

  private static long integer(String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException _) {
      throw new FilterException(value + " (expected: an integer)");
    }
  }

  private static double real(String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException _) {
      throw new FilterException(value + " (expected: a number)");
    }
  }

  private static boolean truth(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new FilterException(value + " (expected: true or false)");
    };
  }
}
