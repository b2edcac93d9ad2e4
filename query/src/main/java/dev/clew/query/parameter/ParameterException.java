// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.parameter;

/** A parameter has a value that it cannot have, or is missing. The message is for the client. */
public final class ParameterException extends IllegalArgumentException {

  private static final int EXCERPT_CHARS_MAX = 80;

  private ParameterException(String message) {
    super(message);
  }

  /** A parameter that has to be there is not. */
  public static ParameterException missing(String name) {
    return new ParameterException("parameter '" + name + "' is required");
  }

  /** A parameter cannot have this value. */
  public static ParameterException malformed(String name, String value, String expected) {
    return new ParameterException(
        "parameter '%s': \"%s\" (expected: %s)".formatted(name, excerpt(value), expected));
  }

  /** A parameter cannot be understood, as something below found out. */
  public static ParameterException invalid(String name, IllegalArgumentException why) {
    ParameterException invalid =
        new ParameterException("parameter '%s': %s".formatted(name, why.getMessage()));
    invalid.initCause(why);
    return invalid;
  }

  private static String excerpt(String value) {
    return value.length() <= EXCERPT_CHARS_MAX
        ? value
        : value.substring(0, EXCERPT_CHARS_MAX) + "…";
  }
}
