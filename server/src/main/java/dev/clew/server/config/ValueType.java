// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import java.util.function.Function;

/**
 * How one kind of value is read from text and written back.
 *
 * @param expected what a valid value looks like, for error messages and the reference: {@code "a
 *     duration such as 30s"}
 * @param parser reads the text a person wrote; throws {@link IllegalArgumentException} for anything
 *     it does not accept
 * @param formatter writes a value in a form that the parser reads back
 */
public record ValueType<T>(
    String expected, Function<String, T> parser, Function<T, String> formatter) {

  T parse(String text) {
    return parser.apply(text.strip());
  }

  String format(T value) {
    return formatter.apply(value);
  }
}
