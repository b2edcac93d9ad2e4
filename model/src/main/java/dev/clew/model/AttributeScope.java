// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import java.util.Locale;

/** What an attribute is attached to. The ordinal is written to disk, so the order never changes. */
public enum AttributeScope {
  RESOURCE,
  SCOPE,
  SPAN,
  EVENT,
  LINK;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The lower-case word that query languages use, for example {@code "resource"}. */
  public String label() {
    return label;
  }
}
