// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import java.util.Locale;

/**
 * What an attribute is attached to. The first five are what a sender says; {@link #DERIVED} is what
 * Clew has made of it. The ordinal is written to disk, so the order never changes.
 */
public enum AttributeScope {
  RESOURCE,
  SCOPE,
  SPAN,
  EVENT,
  LINK,
  /**
   * A span, too: attributes that were derived from it when it came in. They are searched and
   * counted like others and never part of what is given back as sent.
   */
  DERIVED;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The lower-case word that query languages use, for example {@code "resource"}. */
  public String label() {
    return label;
  }
}
