// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.store.rollup.RollupSource;
import dev.clew.store.segment.file.SegmentFiles;
import dev.clew.store.segment.rollup.Figures;
import dev.clew.store.segment.rollup.PartRollup;
import dev.clew.store.segment.rollup.RollupConfig;
import dev.clew.store.segment.rollup.RollupPart;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the figures of a store must be: each span that was there at some time is counted once,
 * whatever became of it; names that only deleted spans had are gone.
 */
final class ModelFigures {

  private final Set<String> doubtfulNames =
      new HashSet<>(); // some span with them was to be deleted
  private boolean areCallsExact = true;
  private boolean areCountsExact = true;
  private boolean mayBeDamaged;

  /** Later calls may be from or to spans that are not there any more. */
  void callsAreUncertain() {
    areCallsExact = false;
  }

  /** Nobody knows whether some spans were counted before they were lost. */
  void countsAreUncertain() {
    areCountsExact = false;
    areCallsExact = false;
  }

  /** Bits of a rollup file have changed: the figures are right, or said to be incomplete. */
  void flipped() {
    mayBeDamaged = true;
    areCallsExact = false;
  }

  void mayForgetNamesOf(SimulatedSpan span) {
    doubtfulNames.addAll(names(span.span));
  }

  void check(SimulatedStore store, Collection<SimulatedSpan> spans) {
    Found found = store.figures(Found::of);
    if (mayBeDamaged && store.isDamaged()) {
      return;
    }
    checkForgotten(found.spanTotals(), spans);
    if (!areCountsExact) {
      return;
    }
    List<SimulatedSpan> counted = spans.stream().filter(span -> span.isCounted).toList();
    Found expected = Found.of(expected(counted));
    assertThat(found.spanCount())
        .as("count of all spans there ever were")
        .isEqualTo(counted.size());
    if (areCallsExact) {
      assertThat(found.callCount())
          .as("count of all calls there ever were")
          .isEqualTo(expected.callCount());
    }
    assertThat(certain(found.spanTotals()))
        .as("figures of spans of which none was to be deleted")
        .isEqualTo(certain(expected.spanTotals()));
    if (doubtfulNames.isEmpty()) {
      assertThat(found.spans()).as("figures of spans").isEqualTo(expected.spans());
    }
    if (doubtfulNames.isEmpty() && areCallsExact) {
      assertThat(found.calls()).as("figures of calls").isEqualTo(expected.calls());
    }
  }

  /** What is counted: per key and minute, per key over all times, and in all. */
  private record Found(
      Map<String, String> spans,
      Map<String, String> calls,
      Map<String, String> spanTotals,
      long spanCount,
      long callCount) {
    static Found of(List<RollupPart> parts) {
      return new Found(
          Figures.of(RollupSource.SPANS, parts),
          Figures.of(RollupSource.CALLS, parts),
          Figures.totals(RollupSource.SPANS, parts),
          Figures.count(RollupSource.SPANS, parts),
          Figures.count(RollupSource.CALLS, parts));
    }
  }

  /** Counts each generation of the traces by itself: what came before was deleted as a whole. */
  private static List<RollupPart> expected(List<SimulatedSpan> counted) {
    Map<Integer, List<Span>> generations =
        counted.stream()
            .collect(
                Collectors.groupingBy(
                    span -> span.generation,
                    TreeMap::new,
                    Collectors.mapping(span -> span.span, Collectors.toList())));
    List<RollupPart> parts = new ArrayList<>();
    for (List<Span> spans : generations.values()) {
      parts.addAll(
          PartRollup.ofAll(
              List.of(SegmentFiles.head(Spans.batch(spans))), RollupConfig.defaults()));
    }
    return parts;
  }

  private void checkForgotten(Map<String, String> found, Collection<SimulatedSpan> spans) {
    Set<String> deleted = new HashSet<>();
    spans.stream().filter(span -> span.isDeleted).forEach(span -> deleted.addAll(names(span.span)));
    spans.stream()
        .filter(span -> (span.isCounted || !areCountsExact) && !span.isDeleted)
        .forEach(span -> deleted.removeAll(texts(span.span)));
    Predicate<String> hasDeletedName = key -> deleted.stream().anyMatch(name -> has(key, name));
    assertThat(found.keySet().stream().filter(hasDeletedName))
        .as("names that only deleted spans had")
        .isEmpty();
  }

  private Map<String, String> certain(Map<String, String> lines) {
    return lines.entrySet().stream()
        .filter(line -> !line.getKey().contains("(other)"))
        .filter(line -> doubtfulNames.stream().noneMatch(name -> has(line.getKey(), name)))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Whether a name is one of a key's first texts. */
  private static boolean has(String key, String name) {
    return key.startsWith("[" + name + ", ") || key.contains(", " + name + ", ");
  }

  /** Everything that may be a name of a span, be it that of its model or a version. */
  private static Set<String> texts(Span span) {
    Set<String> texts = names(span);
    Stream.of(span.attributes(), span.resource().attributes())
        .flatMap(attributes -> attributes.entries().stream())
        .map(Entry::value)
        .filter(StringValue.class::isInstance)
        .forEach(value -> texts.add(((StringValue) value).value()));
    return texts;
  }

  private static Set<String> names(Span span) {
    Set<String> names = new HashSet<>();
    names.add(span.name());
    span.resource().attributes().entries().stream()
        .filter(entry -> entry.key().equals("service.name"))
        .filter(entry -> entry.value() instanceof StringValue)
        .forEach(entry -> names.add(((StringValue) entry.value()).value()));
    names.remove("");
    return names;
  }
}
