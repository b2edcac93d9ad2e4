// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.normalize;

import dev.clew.vocabulary.Convention;
import dev.clew.vocabulary.Layer;
import dev.clew.vocabulary.SpanRule;
import dev.clew.vocabulary.normalize.CompiledVocabulary.Candidate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Works out what follows from a set of keys.
 *
 * <p>Order of meanings: what the span says before what its resource says; there, a concept under
 * its own name, then {@code first} aliases, then the convention that the scope follows, then one
 * that a marker gives away, then all others that are not closed, in the order of the file.
 */
final class PlanBuilder {

  private final CompiledVocabulary vocabulary;
  private final int[] hits; // keys: of the span, then of its context
  private final int spanHitCount;
  private final BitSet byScope;
  private final BitSet byMarker = new BitSet();
  private final BitSet names;

  private record Ranked(Plan.Place place, long rank) {}

  PlanBuilder(
      CompiledVocabulary vocabulary, int[] hits, int spanHitCount, BitSet byScope, BitSet names) {
    this.vocabulary = vocabulary;
    this.hits = hits;
    this.spanHitCount = spanHitCount;
    this.byScope = byScope;
    this.names = names;
    for (int hit : hits) {
      byMarker.or(vocabulary.key(hit).marks());
    }
  }

  Plan build() {
    List<Plan.Reading> readings = readings();
    List<Integer> routes =
        IntStream.range(0, spanHitCount)
            .boxed()
            .filter(hit -> vocabulary.key(hits[hit]).route() >= 0)
            .sorted(Comparator.comparing(hit -> vocabulary.key(hits[hit]).route()))
            .toList();
    boolean isMl =
        readings.stream().anyMatch(this::isOfSpanAndMl)
            || !byScope.isEmpty()
            || !byMarker.isEmpty();
    SpanRule rule = rule(readings, isMl);
    return new Plan(
        readings,
        constants(),
        rule == null ? null : rule.operation(),
        rule != null && rule.name() != null ? "name" : "concepts",
        routes,
        indexOf(vocabulary.rpcService),
        layer(),
        isMl);
  }

  private List<Plan.Reading> readings() {
    Map<Integer, List<Ranked>> byConcept = new TreeMap<>();
    for (int hit = 0; hit < hits.length; hit++) {
      for (Candidate candidate : vocabulary.key(hits[hit]).candidates()) {
        int tier = tier(candidate);
        if (tier >= 0) {
          long level = hit < spanHitCount ? 0 : 1;
          long rank = ((level * 8 + tier) << 20 | candidate.convention()) << 20 | candidate.order();
          byConcept
              .computeIfAbsent(candidate.concept(), _ -> new ArrayList<>())
              .add(new Ranked(new Plan.Place(hit, candidate.alias()), rank));
        }
      }
    }
    List<Plan.Reading> readings = new ArrayList<>();
    byConcept.forEach((concept, places) -> {
      places.sort(Comparator.comparingLong(Ranked::rank));
      readings.add(new Plan.Reading(concept, places.stream().map(Ranked::place).toList()));
    });
    return List.copyOf(readings);
  }

  /** Lower wins; -1 means nothing here. */
  private int tier(Candidate candidate) {
    if (candidate.alias().isCanonical()) {
      return 0;
    }
    if (candidate.alias().first()) {
      return 1;
    }
    if (byScope.get(candidate.convention())) {
      return 2;
    }
    if (byMarker.get(candidate.convention())) {
      return 3;
    }
    return vocabulary.vocabulary.conventions().get(candidate.convention()).closed() ? -1 : 4;
  }

  private boolean isOfSpanAndMl(Plan.Reading reading) {
    return vocabulary.concepts.get(reading.concept()).name().startsWith("ml.")
        && reading.places().getFirst().hit() < spanHitCount;
  }

  private List<Plan.Constant> constants() {
    List<Plan.Constant> constants = new ArrayList<>();
    active()
        .forEach(number ->
            vocabulary
                .vocabulary
                .conventions()
                .get(number)
                .constants()
                .forEach((concept, text) ->
                    constants.add(
                        new Plan.Constant(vocabulary.conceptNumber(concept.name()), text))));
    return List.copyOf(constants);
  }

  private IntStream active() {
    return IntStream.concat(
        byScope.stream(), byMarker.stream().filter(number -> !byScope.get(number)));
  }

  private @Nullable SpanRule rule(List<Plan.Reading> readings, boolean isMl) {
    for (int number : active().toArray()) {
      Convention convention = vocabulary.vocabulary.conventions().get(number);
      SpanRule rule = first(convention.spans(), readings);
      if (rule != null) {
        return rule;
      }
    }
    return isMl ? first(vocabulary.vocabulary.guesses(), readings) : null;
  }

  private @Nullable SpanRule first(List<SpanRule> rules, List<Plan.Reading> readings) {
    for (SpanRule rule : rules) {
      if ((rule.name() == null || names.get(vocabulary.nameNumber(rule.name())))
          && (rule.has() == null || isPresent(rule.has().name(), readings))) {
        return rule;
      }
    }
    return null;
  }

  private boolean isPresent(String concept, List<Plan.Reading> readings) {
    int number = vocabulary.conceptNumber(concept);
    return readings.stream()
        .anyMatch(reading ->
            reading.concept() == number && reading.places().getFirst().hit() < spanHitCount);
  }

  private @Nullable Layer layer() {
    return IntStream.range(0, spanHitCount)
        .map(hit -> vocabulary.key(hits[hit]).layer())
        .filter(rule -> rule >= 0)
        .min()
        .stream()
        .mapToObj(rule -> vocabulary.vocabulary.layers().get(rule).layer())
        .findFirst()
        .orElse(null);
  }

  private int indexOf(int key) {
    return IntStream.range(0, spanHitCount).filter(hit -> hits[hit] == key).findFirst().orElse(-1);
  }
}
