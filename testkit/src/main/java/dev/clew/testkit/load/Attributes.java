// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.load;

import java.util.ArrayList;
import java.util.List;

/** A list of attributes, some of them with slots for values. */
final class Attributes {

  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int STRING = 1;
  private static final int BOOL = 2;
  private static final int INT = 3;
  private static final int DOUBLE = 4;

  private final List<Template> pairs = new ArrayList<>();

  /** Adds all of them to a message as one field each. */
  void addTo(Template message, int field) {
    pairs.forEach(pair -> message.message(field, pair));
  }

  Attributes text(String key, String value) {
    return pair(key, new Template().text(STRING, value));
  }

  Attributes text(String key, SlotValue value) {
    return text(key, "", value);
  }

  /** A text of a constant part and a variable one. */
  Attributes text(String key, String prefix, SlotValue rest) {
    return pair(key, new Template().message(STRING, new Template().raw(prefix).slot(rest)));
  }

  /** A truth value; the slot writes an encoded varint. */
  Attributes bool(String key, SlotValue value) {
    return pair(key, new Template().varint(BOOL, value));
  }

  Attributes number(String key, long value) {
    return pair(key, new Template().varint(INT, value));
  }

  /** An integer; the slot writes an encoded varint. */
  Attributes number(String key, SlotValue value) {
    return pair(key, new Template().varint(INT, value));
  }

  Attributes decimal(String key, SlotValue value) {
    return pair(key, new Template().fixed64(DOUBLE, value));
  }

  /** An attribute whose key varies too. */
  Attributes text(SlotValue key, String prefix, SlotValue rest) {
    Template value = new Template().message(STRING, new Template().raw(prefix).slot(rest));
    pairs.add(new Template().message(KEY, new Template().slot(key)).message(VALUE, value));
    return this;
  }

  private Attributes pair(String key, Template value) {
    pairs.add(new Template().text(KEY, key).message(VALUE, value));
    return this;
  }
}
