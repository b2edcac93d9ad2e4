// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.part;

/**
 * The row spaces of a part. Rows of {@link #EVENT} and {@link #LINK} are in the order of the spans
 * that own them. The ordinal is written to disk, so the order never changes.
 */
public enum PartTable {
  RESOURCE,
  SCOPE,
  SPAN,
  EVENT,
  LINK
}
