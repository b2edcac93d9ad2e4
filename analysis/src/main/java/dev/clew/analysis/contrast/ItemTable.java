// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

import dev.clew.analysis.contrast.SpanItems.IntList;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.AttributeScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The items of one service's spans: their names, what they and their resources say, what spans
 * above them in the same visit say under other keys, and what the trace's root says.
 *
 * <p>Values that too few bad spans have are left out, and with them identifiers. Numbers with more
 * than three values also become thresholds.
 */
final class ItemTable {

  private static final int DISTINCT_MAX = 16;
  private static final int DISTINCT_MIN = 4;
  private static final AttributeScope[] SCOPES = {
    AttributeScope.SPAN, AttributeScope.DERIVED, AttributeScope.RESOURCE
  };
  private static final Pattern SAYS_TIME =
      Pattern.compile(
          "(?i).*(duration|latency|elapsed|time_to_|[._](time|ns|us|ms|s|sec|seconds|millis)$).*");
  private static final Pattern SAYS_ERROR =
      Pattern.compile("(?i).*(error[._]type|status[._]?(code|message)?$|exception).*");

  private final Rows rows;
  private final SpanItems items;
  private final Outcome outcome;
  private final IntList pairs = new IntList();
  private final IntList found = new IntList();
  private final int[] ends;
  private final BitSet searched;
  private final List<Item> causes = new ArrayList<>();
  private final List<Item> symptoms = new ArrayList<>();
  private int[] keySeenAt = new int[64];

  ItemTable(Rows rows, SpanItems items, Outcome outcome, Reference reference) {
    this.rows = rows;
    this.items = items;
    this.outcome = outcome;
    this.ends = new int[rows.size()];
    Arrays.fill(keySeenAt, -1);
    for (int row = 0; row < rows.size(); row++) {
      collect(row);
      ends[row] = pairs.size();
    }
    this.searched = rows.searched(reference);
    build(Math.max(3, rows.positives().cardinality() / 50));
  }

  /** What may be a cause. */
  List<Item> causes() {
    return causes;
  }

  /** What only says in other words that a span is bad. */
  List<Item> symptoms() {
    return symptoms;
  }

  private void collect(int row) {
    TraceView view = rows.view(row);
    int span = rows.span(row);
    add(row, items.operation(view, span));
    int service = view.service(span);
    for (int at = span; at != TraceView.NONE && view.service(at) == service; at = view.parent(at)) {
      found.clear();
      for (AttributeScope scope : SCOPES) {
        if (scope != AttributeScope.RESOURCE || at == span) {
          items.collect(view, at, scope, found);
        }
      }
      for (int i = 0; i < found.size(); i++) {
        add(row, found.get(i));
      }
    }
    if (view.service(0) != service) {
      found.clear();
      items.collect(view, 0, AttributeScope.SPAN, found);
      add(row, items.ofRequest(items.operation(view, 0)));
      for (int i = 0; i < found.size(); i++) {
        add(row, items.ofRequest(found.get(i)));
      }
    }
  }

  /** Adds a pair unless the row has one with this key. */
  private void add(int row, int pair) {
    int key = items.keyCode(pair);
    if (key >= keySeenAt.length) {
      int before = keySeenAt.length;
      keySeenAt = Arrays.copyOf(keySeenAt, Math.max(key + 1, before * 2));
      Arrays.fill(keySeenAt, before, keySeenAt.length, -1);
    }
    if (keySeenAt[key] != row) {
      keySeenAt[key] = row;
      pairs.add(pair);
    }
  }

  private int begin(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  private void build(int supportMin) {
    int[] positives = new int[items.count()];
    boolean[] seen = new boolean[items.count()];
    BitSet positiveRows = rows.positives();
    for (int row = 0; row < rows.size(); row++) {
      for (int i = begin(row); i < ends[row]; i++) {
        seen[pairs.get(i)] = true;
        positives[pairs.get(i)] += positiveRows.get(row) ? 1 : 0;
      }
    }
    @Nullable BitSet[] sets = new @Nullable BitSet[positives.length];
    Map<Integer, Cuts> cuts = cuts(seen);
    for (int pair = 0; pair < sets.length; pair++) {
      sets[pair] = positives[pair] >= supportMin ? new BitSet(rows.size()) : null;
    }
    for (int row = 0; row < rows.size(); row++) {
      for (int i = begin(row); i < ends[row]; i++) {
        int pair = pairs.get(i);
        BitSet set = sets[pair];
        if (set != null) {
          set.set(row);
        }
        Cuts of = cuts.get(items.keyCode(pair));
        if (of != null) {
          of.add(row, items.number(pair));
        }
      }
    }
    for (int pair = 0; pair < sets.length; pair++) {
      BitSet set = sets[pair];
      if (set != null) {
        add(new Condition(items.key(pair), "=", items.value(pair)), set);
      }
    }
    cuts.forEach((_, of) -> of.forEach(this::add));
  }

  private void add(Condition condition, BitSet set) {
    BitSet both = (BitSet) set.clone();
    both.and(searched);
    (isSymptom(condition.key()) ? symptoms : causes).add(new Item(condition, set, both));
  }

  private boolean isSymptom(String key) {
    return switch (outcome.kind()) {
      case LATENCY -> SAYS_TIME.matcher(key).matches();
      case ERRORS -> SAYS_ERROR.matcher(key).matches();
      case LOW_VALUE, HIGH_VALUE -> key.equals(outcome.key());
    };
  }

  /** For each key whose values are numbers: where to cut. */
  private Map<Integer, Cuts> cuts(boolean[] seen) {
    Map<Integer, List<Double>> numbers = new HashMap<>();
    Map<Integer, String> names = new HashMap<>();
    for (int pair = 0; pair < seen.length; pair++) {
      if (seen[pair]) {
        names.put(items.keyCode(pair), items.key(pair));
        numbers
            .computeIfAbsent(items.keyCode(pair), _ -> new ArrayList<>())
            .add(items.number(pair));
      }
    }
    Map<Integer, Cuts> cuts = new HashMap<>();
    numbers.forEach((key, values) -> {
      if (values.size() >= DISTINCT_MIN && values.stream().noneMatch(value -> value.isNaN())) {
        double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
        cuts.put(key, new Cuts(names.getOrDefault(key, ""), points(sorted)));
      }
    });
    return cuts;
  }

  private static double[] points(double[] sorted) {
    if (sorted.length <= DISTINCT_MAX) {
      return sorted;
    }
    double[] points = new double[DISTINCT_MAX];
    for (int i = 0; i < points.length; i++) {
      points[i] = sorted[(int) ((long) i * (sorted.length - 1) / (points.length - 1))];
    }
    return Arrays.stream(points).distinct().toArray();
  }

  /** Rows by which of some points their number reaches. */
  private static final class Cuts {
    private final String key;
    private final double[] points;
    private final BitSet[] between; // from this point to below the next

    Cuts(String key, double[] points) {
      this.key = key;
      this.points = points;
      this.between = new BitSet[points.length];
      Arrays.setAll(between, _ -> new BitSet());
    }

    void add(int row, double value) {
      int place = Arrays.binarySearch(points, value);
      between[Math.max(0, place >= 0 ? place : -place - 2)].set(row);
    }

    void forEach(BiConsumer<Condition, BitSet> action) {
      BitSet atLeast = new BitSet();
      for (int i = points.length - 1; i > 0; i--) {
        atLeast.or(between[i]);
        action.accept(new Condition(key, "≥", text(points[i])), (BitSet) atLeast.clone());
      }
      BitSet below = new BitSet();
      for (int i = 1; i < points.length; i++) {
        below.or(between[i - 1]);
        action.accept(new Condition(key, "<", text(points[i])), (BitSet) below.clone());
      }
    }

    private static String text(double point) {
      return point == Math.rint(point) ? Long.toString((long) point) : Double.toString(point);
    }
  }
}
