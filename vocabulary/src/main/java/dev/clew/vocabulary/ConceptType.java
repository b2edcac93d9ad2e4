// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary;

import java.util.Locale;

/** Which values a concept has. */
public enum ConceptType {
  /** Text; numbers are written out. */
  TEXT,
  /** A whole number. */
  INTEGER,
  /** A number. */
  NUMBER,
  /** True or false. */
  TRUTH,
  /** Whatever the sender says. */
  ANY;

  /** The lower-case word that the file uses. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
