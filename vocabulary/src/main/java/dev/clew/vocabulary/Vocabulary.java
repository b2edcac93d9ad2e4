// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about how ML systems describe themselves.
 *
 * <p>Threads: immutable.
 *
 * @param version counts the changes of the file
 * @param concepts by name, in the order of the file
 * @param operations by name, in the order of the file
 * @param renames by concept: other spellings of its values
 * @param conventions the ones before win where nothing else decides
 * @param guesses what spans with a concept do where no convention says so
 * @param layers of spans whose operation is not known
 */
public record Vocabulary(
    int version,
    SequencedMap<String, Concept> concepts,
    SequencedMap<String, Operation> operations,
    Map<String, Map<String, String>> renames,
    List<Convention> conventions,
    List<SpanRule> guesses,
    Routes routes,
    List<LayerRule> layers) {

  /** Addresses that name models, and the keys that hold addresses. */
  public record Routes(List<String> keys, List<RoutePattern> patterns) {

    /** Copies the lists. */
    public Routes {
      keys = List.copyOf(keys);
      patterns = List.copyOf(patterns);
    }

    /** What an address says, or null. */
    public RoutePattern.@Nullable Match match(String address) {
      String path = RoutePattern.pathOf(address);
      for (RoutePattern pattern : patterns) {
        RoutePattern.Match match = pattern.match(path);
        if (match != null) {
          return match;
        }
      }
      return null;
    }
  }

  /** Copies the lists. */
  public Vocabulary {
    renames = Map.copyOf(renames);
    conventions = List.copyOf(conventions);
    guesses = List.copyOf(guesses);
    layers = List.copyOf(layers);
  }

  /** The vocabulary that comes with Clew. */
  public static Vocabulary standard() {
    return VocabularyFile.standard();
  }

  /** All concepts, in the order of the file. */
  public Collection<Concept> allConcepts() {
    return concepts.values();
  }

  /**
   * A concept.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Concept concept(String name) {
    Concept concept = concepts.get(name);
    if (concept == null) {
      throw new IllegalArgumentException("concept: " + name + " (expected: one of the vocabulary)");
    }
    return concept;
  }
}
