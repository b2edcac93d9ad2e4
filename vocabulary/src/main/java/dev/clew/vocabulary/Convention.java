// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary;

import java.util.List;
import java.util.Map;

/**
 * How one library, product or standard names things.
 *
 * @param name its id in the file
 * @param title for people
 * @param scopes instrumentation scopes that follow it
 * @param markers attribute keys that give it away
 * @param closed whether its names mean something only where a scope or marker says so
 * @param aliases best first
 * @param constants concepts that are always the same
 * @param spans what its spans do, first match wins
 */
public record Convention(
    String name,
    String title,
    List<NamePattern> scopes,
    List<String> markers,
    boolean closed,
    List<Alias> aliases,
    Map<Concept, String> constants,
    List<SpanRule> spans) {

  /** Copies the lists. */
  public Convention {
    scopes = List.copyOf(scopes);
    markers = List.copyOf(markers);
    aliases = List.copyOf(aliases);
    constants = Map.copyOf(constants);
    spans = List.copyOf(spans);
  }
}
