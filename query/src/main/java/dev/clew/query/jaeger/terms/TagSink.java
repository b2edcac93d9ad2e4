// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.terms;

import dev.clew.model.AttributeTable;
import dev.clew.model.BytesTable;

/** Takes tags one after the other. */
public interface TagSink {

  /** A tag with text. */
  void text(String key, String value);

  /** A tag with a truth value. */
  void bool(String key, boolean value);

  /** An attribute that is a tag as it is. */
  void attribute(AttributeTable table, int entry, BytesTable strings);
}
