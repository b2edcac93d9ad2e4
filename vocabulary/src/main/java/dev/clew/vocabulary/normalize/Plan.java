// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.normalize;

import dev.clew.vocabulary.Alias;
import dev.clew.vocabulary.Layer;
import dev.clew.vocabulary.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do with spans that have the same keys, scope and kind of name.
 *
 * @param readings by concept, in order of concepts
 * @param constants what follows from the convention
 * @param operation what the span does, if no value says so
 * @param operationSource where that is from, for people
 * @param routes the hits that hold addresses, best first
 * @param rpcService the hit of {@code rpc.service}, or -1
 * @param layer of spans whose operation is not known
 * @param isMl whether the span has a concept of an ML system
 */
record Plan(
    List<Reading> readings,
    List<Constant> constants,
    @Nullable Operation operation,
    String operationSource,
    List<Integer> routes,
    int rpcService,
    @Nullable Layer layer,
    boolean isMl) {

  /** Where a concept's value may be, best first; the first that makes sense counts. */
  record Reading(int concept, List<Place> places) {}

  /** A hit, and how its value is read. Hits of the span come first, then those of its context. */
  record Place(int hit, Alias alias) {}

  /** A concept that always has the same text. */
  record Constant(int concept, String text) {}

  /** Whether there is nothing to do. */
  boolean isEmpty() {
    return readings.isEmpty()
        && constants.isEmpty()
        && operation == null
        && routes.isEmpty()
        && layer == null;
  }
}
