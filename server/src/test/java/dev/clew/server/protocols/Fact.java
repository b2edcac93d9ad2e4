// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.protocols;

import java.util.Locale;

/** Something that a span says, in words that are the same for all protocols. */
enum Fact {
  NAME,
  KIND,
  SERVICE,
  START,
  NANOSECONDS,
  DURATION,
  TEXT,
  NUMBER,
  EVENT,
  LINK,
  ERROR,
  RESOURCE,
  SCOPE,
  PEER;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
