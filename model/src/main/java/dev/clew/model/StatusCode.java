// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import java.util.Locale;

/** The OpenTelemetry span status; the ordinal is the OTLP enum number. */
public enum StatusCode {
  UNSET,
  OK,
  ERROR;

  private static final StatusCode[] VALUES = values();

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The code with an OTLP number; numbers of a future version become {@link #UNSET}. */
  public static StatusCode ofNumber(int number) {
    return number >= 0 && number < VALUES.length ? VALUES[number] : UNSET;
  }

  /** The lower-case word that query languages use, for example {@code "error"}. */
  public String label() {
    return label;
  }
}
