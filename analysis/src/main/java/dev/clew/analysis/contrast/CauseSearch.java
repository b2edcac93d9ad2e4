// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

import dev.clew.analysis.statistics.Proportions;
import dev.clew.analysis.trace.TraceView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what the bad spans of one service have in common, and tests it. */
final class CauseSearch {

  private static final int FINDINGS_MAX = 3;
  private static final int LISTED_MAX = 6;
  private static final int EXAMPLES_MAX = 3;
  private static final int POSITIVES_MIN = 5;
  private static final double NEARLY_ALL = 0.95;
  private static final double SAID_MIN = 0.2;
  private static final double NOT_SIGNIFICANT = 0.05;
  private static final double REMAINING_MIN = 0.1;

  private final Rows rows;
  private final ItemTable table;
  private final double selectedPerReference;
  private final BitSet searched;
  private final int searchedCount;
  private int tried;

  /** A finding before its p-value is corrected. */
  record Draft(
      List<Condition> conditions,
      List<Condition> alsoTrue,
      List<Condition> confounded,
      double excess,
      Finding.Support selected,
      Finding.Support reference,
      double pValue,
      List<String> exampleTraceIds) {}

  CauseSearch(Rows rows, ItemTable table, Reference kind, double selectedPerReference) {
    this.rows = rows;
    this.table = table;
    this.searched = rows.searched(kind);
    this.searchedCount = searched.cardinality();
    this.selectedPerReference = selectedPerReference;
  }

  /** How many combinations were tried. */
  int tried() {
    return tried;
  }

  /** One after the other, each of what the ones before leave unexplained. */
  List<Draft> drafts() {
    List<Draft> drafts = new ArrayList<>();
    BitSet open = rows.positives();
    int all = open.cardinality();
    while (drafts.size() < FINDINGS_MAX
        && open.cardinality() >= Math.max(POSITIVES_MIN, REMAINING_MIN * all)) {
      PatternSearch search = new PatternSearch(searchedCount, open);
      Optional<Pattern> found = search.best(table.causes());
      tried += search.tried() + 1;
      Pattern pattern = found.orElseGet(this::everything);
      drafts.add(draft(pattern, open));
      if (found.isEmpty()) {
        break;
      }
      open.andNot(pattern.searched());
    }
    return drafts;
  }

  private Pattern everything() {
    return new Pattern(List.of(), searched, 0);
  }

  private Draft draft(Pattern pattern, BitSet positives) {
    BitSet met = pattern.rows(rows.size());
    BitSet inSelected = (BitSet) met.clone();
    inSelected.and(rows.selected());
    BitSet inReference = (BitSet) met.clone();
    inReference.andNot(rows.selected());
    BitSet bad = (BitSet) met.clone();
    bad.and(rows.bad());
    double rowsPerTrace = (double) met.cardinality() / Math.max(1, rows.tracesOf(met));
    Finding.Support selected = support(inSelected);
    Finding.Support reference = support(inReference);
    double excess = excess(bad, inSelected) - selectedPerReference * excess(bad, inReference);
    List<Condition> conditions = pattern.items().stream().map(Item::condition).toList();
    List<Condition> alsoTrue = alsoTrue(pattern, positives);
    return new Draft(
        conditions,
        alsoTrue,
        confounded(pattern, alsoTrue, positives, rowsPerTrace),
        excess,
        selected,
        reference,
        pValue(selected, reference, rowsPerTrace),
        examples(bad, inSelected));
  }

  private double excess(BitSet bad, BitSet within) {
    BitSet both = (BitSet) bad.clone();
    both.and(within);
    return rows.excessOf(both);
  }

  private Finding.Support support(BitSet set) {
    BitSet bad = (BitSet) set.clone();
    bad.and(rows.bad());
    return new Finding.Support(bad.cardinality(), set.cardinality(), rows.tracesOf(set));
  }

  /** Spans of a trace are not independent: they count as often as there are traces. */
  private static double pValue(
      Finding.Support selected, Finding.Support reference, double rowsPerTrace) {
    long bad = Math.round(selected.bad() / rowsPerTrace);
    long total = Math.round(selected.spans() / rowsPerTrace);
    long badBefore = Math.round(reference.bad() / rowsPerTrace);
    long totalBefore = Math.round(reference.spans() / rowsPerTrace);
    if (totalBefore == 0) {
      return Math.pow(
          0.5, (double) Math.min(1_000, total)); // never seen before; as if a coin had decided
    }
    return Proportions.difference(bad, total - bad, badBefore, totalBefore - badBefore);
  }

  /**
   * What cannot be told from one of the conditions, or from all together, where it is said at all;
   * and how nearly all the bad spans say that they are bad.
   */
  private List<Condition> alsoTrue(Pattern pattern, BitSet positives) {
    BitSet hits = (BitSet) pattern.searched().clone();
    hits.and(positives);
    List<Condition> same = new ArrayList<>();
    Map<String, BitSet> said = saidAtAll();
    for (Item item : table.causes()) {
      Condition condition = item.condition();
      if (condition.operator().equals("=")
          && !pattern.items().contains(item)
          && isTheSame(item, pattern, said.getOrDefault(condition.key(), new BitSet()))) {
        same.add(condition);
      }
    }
    for (Item item : table.symptoms()) {
      if (item.condition().operator().equals("=")
          && PatternSearch.intersection(item.rows(), hits) >= NEARLY_ALL * hits.cardinality()) {
        same.addFirst(item.condition());
      }
    }
    return same.stream()
        .sorted(Comparator.comparingInt(each -> PatternSearch.remoteness(each.key())))
        .limit(LISTED_MAX)
        .toList();
  }

  private static boolean isTheSame(Item item, Pattern pattern, BitSet said) {
    BitSet all = (BitSet) pattern.searched().clone();
    all.and(said);
    if (isNearly(item.searched(), all)
        && all.cardinality() >= SAID_MIN * pattern.searched().cardinality()) {
      return true;
    }
    for (Item part : pattern.items()) {
      BitSet some = (BitSet) part.searched().clone();
      some.and(said);
      if (isNearly(item.searched(), some)
          && some.cardinality() >= SAID_MIN * part.searched().cardinality()) {
        return true;
      }
    }
    return false;
  }

  /** For each key: the rows that have any value of it. */
  private Map<String, BitSet> saidAtAll() {
    Map<String, BitSet> said = new HashMap<>();
    for (Item item : table.causes()) {
      said.computeIfAbsent(item.condition().key(), _ -> new BitSet()).or(item.searched());
    }
    return said;
  }

  private static boolean isNearly(BitSet one, BitSet other) {
    int both = PatternSearch.intersection(one, other);
    return both > 0
        && both >= NEARLY_ALL * one.cardinality()
        && both >= NEARLY_ALL * other.cardinality();
  }

  /** What is more common among the bad spans, but no longer once the pattern is known. */
  private List<Condition> confounded(
      Pattern pattern, List<Condition> alsoTrue, BitSet positives, double rowsPerTrace) {
    if (pattern.items().isEmpty()) {
      return List.of();
    }
    BitSet nothing = new BitSet();
    Strata strata = new Strata(searched, positives, rowsPerTrace);
    List<Condition> confounded = new ArrayList<>();
    for (Item item : table.causes()) {
      if (confounded.size() < LISTED_MAX
          && item.condition().operator().equals("=")
          && !alsoTrue.contains(item.condition())
          && pattern.items().stream()
              .noneMatch(each -> each.condition().key().equals(item.condition().key()))
          && isEnriched(item.searched(), positives)
          && strata.pValue(item.searched(), nothing) < NOT_SIGNIFICANT / table.causes().size()
          && strata.pValue(item.searched(), pattern.searched()) > NOT_SIGNIFICANT) {
        confounded.add(item.condition());
      }
    }
    return confounded;
  }

  private boolean isEnriched(BitSet items, BitSet positives) {
    return (double) PatternSearch.intersection(items, positives) / items.cardinality()
        > (double) positives.cardinality() / searchedCount;
  }

  private List<String> examples(BitSet bad, BitSet inSelected) {
    BitSet both = (BitSet) bad.clone();
    both.and(inSelected);
    return both.stream()
        .boxed()
        .sorted(Comparator.comparingDouble(row -> -rows.excess(row)))
        .map(rows::view)
        .map(TraceView::traceId)
        .distinct()
        .limit(EXAMPLES_MAX)
        .map(Object::toString)
        .toList();
  }
}
