// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import java.util.Locale;

/** The OpenTelemetry span kind; the ordinal is the OTLP enum number. */
public enum SpanKind {
  UNSPECIFIED,
  INTERNAL,
  SERVER,
  CLIENT,
  PRODUCER,
  CONSUMER;

  private static final SpanKind[] VALUES = values();

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The kind with an OTLP number; numbers of a future version become {@link #UNSPECIFIED}. */
  public static SpanKind ofNumber(int number) {
    return number >= 0 && number < VALUES.length ? VALUES[number] : UNSPECIFIED;
  }

  /** The kind with a {@link #label}; any other text becomes {@link #UNSPECIFIED}. */
  public static SpanKind ofLabel(String label) {
    for (SpanKind kind : VALUES) {
      if (kind.label.equals(label)) {
        return kind;
      }
    }
    return UNSPECIFIED;
  }

  /** The lower-case word that query languages use, for example {@code "server"}. */
  public String label() {
    return label;
  }
}
