// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.part;

import dev.clew.model.AttributeScope;

/**
 * The row spaces of a part. Rows of {@link #EVENT} and {@link #LINK} are in the order of the spans
 * that own them. The ordinal is written to disk, so the order never changes.
 */
public enum PartTable {
  RESOURCE,
  SCOPE,
  SPAN,
  EVENT,
  LINK;

  /** The table whose rows have the attributes of a scope. */
  public static PartTable of(AttributeScope scope) {
    return switch (scope) {
      case RESOURCE -> RESOURCE;
      case SCOPE -> SCOPE;
      case SPAN, DERIVED -> SPAN;
      case EVENT -> EVENT;
      case LINK -> LINK;
    };
  }
}
