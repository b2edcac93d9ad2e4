// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Searches for the combination of items that best singles out the positive rows.
 *
 * <p>Method: beam search, up to three items. A combination is rated by the likelihood ratio G² of
 * its two-by-two table; it replaces a shorter one only if it is better by a tenth, so that what
 * adds nothing stays out. Combinations that hold for too few positive rows are not looked at. Bits
 * make it cheap: some thousands of intersections a search.
 */
final class PatternSearch {

  private static final int DEPTH_MAX = 3;
  private static final int BEAM = 12;
  private static final int ITEMS_MAX = 80;
  private static final double BETTER_BY = 1.1;
  private static final int POSITIVES_MIN = 5;
  private static final double POSITIVES_SHARE_MIN = 0.02;

  private static final Comparator<Pattern> BEST_FIRST =
      Comparator.comparingDouble(Pattern::gain)
          .reversed()
          .thenComparing(pattern -> pattern.items().size())
          .thenComparing(pattern -> remoteness(pattern.items().getLast().condition().key()))
          .thenComparing(
              pattern -> pattern.items().stream().map(Item::condition).toList().toString());

  /** Keys of what a person acts upon come first, those of the machinery below last. */
  private static final List<String> NEAR = List.of("ml.", "gen_ai.", "operation", "request.");

  private static final List<String> REMOTE =
      List.of("host.", "k8s.", "container.", "cloud.", "service.instance", "network.", "server.");

  private final int rowCount;
  private final BitSet positives;
  private final int positiveCount;
  private final int supportMin;
  private int tried;

  /**
   * A search.
   *
   * @param rowCount how many rows are searched
   * @param positives those of them to single out
   */
  PatternSearch(int rowCount, BitSet positives) {
    this.rowCount = rowCount;
    this.positives = positives;
    this.positiveCount = positives.cardinality();
    this.supportMin = Math.max(POSITIVES_MIN, (int) Math.ceil(POSITIVES_SHARE_MIN * positiveCount));
  }

  /** How many combinations were looked at, of which one was chosen. */
  int tried() {
    return tried;
  }

  /** The best combination, if any item is more common among the positive rows. */
  Optional<Pattern> best(List<Item> items) {
    List<Pattern> singles = new ArrayList<>();
    for (Item item : items) {
      rate(List.of(item), item.searched()).ifPresent(singles::add);
    }
    singles.sort(BEST_FIRST);
    List<Pattern> useful = singles.subList(0, Math.min(ITEMS_MAX, singles.size()));
    if (useful.isEmpty()) {
      return Optional.empty();
    }
    Pattern best = useful.getFirst();
    List<Pattern> beam = useful.subList(0, Math.min(BEAM, useful.size()));
    for (int depth = 2; depth <= DEPTH_MAX; depth++) {
      beam = extend(beam, useful);
      if (beam.isEmpty()) {
        break;
      }
      if (beam.getFirst().gain() > best.gain() * BETTER_BY) {
        best = beam.getFirst();
      }
    }
    return Optional.of(best);
  }

  private List<Pattern> extend(List<Pattern> beam, List<Pattern> singles) {
    List<Pattern> longer = new ArrayList<>();
    for (Pattern pattern : beam) {
      for (Pattern single : singles) {
        Item item = single.items().getFirst();
        if (pattern.items().stream().noneMatch(each -> clash(each, item))) {
          BitSet rows = (BitSet) pattern.searched().clone();
          rows.and(item.searched());
          List<Item> items = new ArrayList<>(pattern.items());
          items.add(item);
          rate(items, rows)
              .filter(better -> better.gain() > pattern.gain() * BETTER_BY)
              .ifPresent(longer::add);
        }
      }
    }
    longer.sort(BEST_FIRST);
    List<Pattern> kept = new ArrayList<>();
    for (Pattern pattern : longer) {
      if (kept.size() == BEAM) {
        break;
      }
      if (kept.stream().noneMatch(each -> each.searched().equals(pattern.searched()))) {
        kept.add(pattern);
      }
    }
    return kept;
  }

  static int remoteness(String key) {
    return NEAR.stream().anyMatch(key::startsWith)
        ? 0
        : REMOTE.stream().noneMatch(key::startsWith) ? 1 : 2;
  }

  private static boolean clash(Item one, Item other) {
    return one.condition().key().equals(other.condition().key())
        && one.condition().operator().equals(other.condition().operator());
  }

  /** Rates a combination that enough positive rows meet and that is more common among them. */
  private Optional<Pattern> rate(List<Item> items, BitSet rows) {
    tried++;
    int total = rows.cardinality();
    int hits = intersection(rows, positives);
    if (hits < supportMin
        || total == rowCount
        || (double) hits / total <= (double) positiveCount / rowCount) {
      return Optional.empty();
    }
    return Optional.of(new Pattern(items, rows, likelihoodRatio(hits, total)));
  }

  static int intersection(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.and(other);
    return both.cardinality();
  }

  /** G² = 2 Σ observed · ln(observed / expected) over the four cells. */
  private double likelihoodRatio(int hits, int total) {
    double rest = rowCount - total;
    double share = (double) positiveCount / rowCount;
    return 2
        * (term(hits, total * share)
            + term(total - hits, total * (1 - share))
            + term(positiveCount - hits, rest * share)
            + term(rest - (positiveCount - hits), rest * (1 - share)));
  }

  private static double term(double observed, double expected) {
    return observed <= 0 ? 0 : observed * Math.log(observed / expected);
  }
}
