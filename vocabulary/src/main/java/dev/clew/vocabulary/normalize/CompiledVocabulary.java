// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.normalize;

import dev.clew.model.BytesTable;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.vocabulary.Alias;
import dev.clew.vocabulary.Concept;
import dev.clew.vocabulary.Convention;
import dev.clew.vocabulary.LayerRule;
import dev.clew.vocabulary.NamePattern;
import dev.clew.vocabulary.SpanRule;
import dev.clew.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A vocabulary turned round: what each key can mean.
 *
 * <p>Threads: immutable.
 */
final class CompiledVocabulary {

  private static final String RPC_SERVICE = "rpc.service";

  final Vocabulary vocabulary;
  final List<Concept> concepts;
  final int rpcService; // key
  private final Map<String, Integer> conceptNumbers = new HashMap<>();
  private final BytesTable keys;
  private final List<Key> byKey = new ArrayList<>(); // by reference in keys
  private final List<NamePattern> names; // of all rules

  /** A meaning of a key. */
  record Candidate(Alias alias, int concept, int convention, int order) {}

  /**
   * What is known about a key.
   *
   * @param marks numbers of the conventions that it gives away
   * @param route its rank among the keys that hold addresses, or -1
   * @param layer its first layer rule, or -1
   */
  record Key(String name, List<Candidate> candidates, BitSet marks, int route, int layer) {}

  CompiledVocabulary(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.concepts = List.copyOf(vocabulary.allConcepts());
    for (Concept concept : concepts) {
      conceptNumbers.put(concept.name(), conceptNumbers.size());
    }
    this.names = rules().map(SpanRule::name).filter(name -> name != null).distinct().toList();
    SpanBatchBuilder table = new SpanBatchBuilder();
    Map<String, List<Candidate>> candidates = new HashMap<>();
    Map<String, BitSet> marks = new HashMap<>();
    readConventions(candidates, marks);
    Stream.of(
            candidates.keySet().stream(),
            marks.keySet().stream(),
            vocabulary.routes().keys().stream(),
            vocabulary.layers().stream().flatMap(rule -> rule.keys().stream()),
            Stream.of(RPC_SERVICE))
        .flatMap(all -> all)
        .forEach(table::intern);
    this.keys = table.build().strings();
    for (int key = 0; key < keys.size(); key++) {
      String name = keys.string(key);
      byKey.add(
          new Key(
              name,
              List.copyOf(candidates.getOrDefault(name, List.of())),
              marks.getOrDefault(name, new BitSet()),
              vocabulary.routes().keys().indexOf(name),
              layer(name)));
    }
    this.rpcService = keys.find(RPC_SERVICE);
  }

  private void readConventions(Map<String, List<Candidate>> candidates, Map<String, BitSet> marks) {
    List<Convention> conventions = vocabulary.conventions();
    for (int number = 0; number < conventions.size(); number++) {
      int order = 0;
      for (Alias alias : conventions.get(number).aliases()) {
        candidates
            .computeIfAbsent(alias.key(), _ -> new ArrayList<>())
            .add(new Candidate(alias, conceptNumber(alias.concept().name()), number, order++));
      }
      for (String marker : conventions.get(number).markers()) {
        marks.computeIfAbsent(marker, _ -> new BitSet()).set(number);
      }
    }
  }

  private int layer(String key) {
    List<LayerRule> rules = vocabulary.layers();
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).keys().contains(key)) {
        return i;
      }
    }
    return -1;
  }

  private Stream<SpanRule> rules() {
    return Stream.concat(
        vocabulary.conventions().stream().flatMap(convention -> convention.spans().stream()),
        vocabulary.guesses().stream());
  }

  /** The number of a concept in {@link #concepts}, or -1. */
  int conceptNumber(String name) {
    return conceptNumbers.getOrDefault(name, -1);
  }

  /** The key of these bytes, or 0 if it means nothing. */
  int key(byte[] source, int offset, int length) {
    return Math.max(0, keys.find(source, offset, length));
  }

  Key key(int key) {
    return byKey.get(key);
  }

  /** The conventions that a scope follows. */
  BitSet conventionsOf(String scopeName, String scopeVersion) {
    BitSet found = new BitSet();
    List<Convention> conventions = vocabulary.conventions();
    for (int number = 0; number < conventions.size(); number++) {
      if (conventions.get(number).scopes().stream()
          .anyMatch(scope -> scope.matches(scopeName, scopeVersion))) {
        found.set(number);
      }
    }
    return found;
  }

  /** Which of the patterns in rules a span's name matches. */
  BitSet namesMatching(String spanName) {
    BitSet found = new BitSet();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).matches(spanName)) {
        found.set(i);
      }
    }
    return found;
  }

  /** The number of a pattern as {@link #namesMatching} counts them. */
  int nameNumber(NamePattern name) {
    return names.indexOf(name);
  }
}
