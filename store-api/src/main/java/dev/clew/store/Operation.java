// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store;

import dev.clew.model.SpanKind;
import java.util.Comparator;

/**
 * An operation of a service: a span name with the kind it was seen with. Ordered by name, then
 * kind.
 */
public record Operation(String name, SpanKind kind) implements Comparable<Operation> {

  private static final Comparator<Operation> ORDER =
      Comparator.comparing(Operation::name).thenComparing(Operation::kind);

  @Override
  public int compareTo(Operation other) {
    return ORDER.compare(this, other);
  }
}
