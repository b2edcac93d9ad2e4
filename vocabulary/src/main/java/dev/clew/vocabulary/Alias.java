// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One name under which a concept is sent.
 *
 * @param key the attribute key
 * @param member if the value is a JSON object or a map, which member of it; else null
 * @param factor what a number is multiplied with to be in the concept's unit
 * @param values if not empty, what the sender's words mean; other words mean nothing
 * @param first whether it wins over everything but the concept's own name
 * @param quoted whether text is JSON, in quotes
 * @param excludesCache whether a token count leaves out what a cache had
 */
public record Alias(
    Concept concept,
    String key,
    @Nullable String member,
    double factor,
    Map<String, String> values,
    boolean first,
    boolean quoted,
    boolean excludesCache) {

  /** Copies the map. */
  public Alias {
    values = Map.copyOf(values);
  }

  /** Whether this is the concept under its own name. */
  public boolean isCanonical() {
    return key.equals(concept.name()) && member == null;
  }
}
