// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import dev.clew.store.rollup.RollupDimension;
import dev.clew.store.rollup.RollupQuery;
import dev.clew.store.rollup.RollupSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Numbers the keys of a table: tuples of texts, one for each dimension of what is counted. A key
 * that would be one too many is replaced by one with {@link RollupQuery#OTHER} in it, so that a
 * sender who puts ids into names takes up bounded room.
 *
 * <p>Confined to one thread.
 */
final class KeyTable {

  private static final int SERVICE = RollupDimension.SERVICE.ordinal();
  private static final int OPERATION = RollupDimension.OPERATION.ordinal();
  private static final int MODEL = RollupDimension.MODEL.ordinal();
  private static final int MODEL_VERSION = RollupDimension.MODEL_VERSION.ordinal();

  private final RollupSource source;
  private final RollupConfig.Limits limits;
  private final Map<List<String>, Integer> ids = new HashMap<>();
  private final List<List<String>> keys = new ArrayList<>();
  private final Set<String> services = new HashSet<>();
  private final Map<String, Set<String>> operations = new HashMap<>(); // by service
  private final Set<List<String>> models = new HashSet<>(); // name and version

  KeyTable(RollupSource source, RollupConfig.Limits limits) {
    this.source = source;
    this.limits = limits;
  }

  /** The dimensions of what is counted, in the order of a key's texts. */
  static List<RollupDimension> dimensions(RollupSource source) {
    return Arrays.stream(RollupDimension.values())
        .filter(dimension -> dimension.source() == source)
        .toList();
  }

  /** The keys by their numbers; grows. */
  List<List<String>> keys() {
    return Collections.unmodifiableList(keys);
  }

  /** The number of a key, or of the one that it is counted under. */
  int id(List<String> key) {
    Integer known = ids.get(key);
    if (known != null) {
      return known;
    }
    List<String> counted = source == RollupSource.SPANS ? limitedSpan(key) : limitedCall(key);
    return ids.computeIfAbsent(
        counted,
        added -> {
          keys.add(added);
          return keys.size() - 1;
        });
  }

  private List<String> limitedSpan(List<String> key) {
    List<String> counted = new ArrayList<>(key);
    boolean isFull = keys.size() >= limits.keysMax();
    if (!take(services, key.get(SERVICE), limits.operationsMax(), false)) {
      counted.set(SERVICE, RollupQuery.OTHER);
    }
    Set<String> own = operations.computeIfAbsent(counted.get(SERVICE), _ -> new HashSet<>());
    if (!take(own, key.get(OPERATION), limits.operationsMax(), isFull)) {
      counted.set(OPERATION, RollupQuery.OTHER);
    }
    List<String> model = List.of(key.get(MODEL), key.get(MODEL_VERSION));
    if (isFull || !take(models, model, limits.operationsMax(), false)) {
      counted.set(MODEL, otherUnlessEmpty(key.get(MODEL)));
      counted.set(MODEL_VERSION, otherUnlessEmpty(key.get(MODEL_VERSION)));
    }
    if (isFull) {
      counted.set(OPERATION, RollupQuery.OTHER);
    }
    return List.copyOf(counted);
  }

  private List<String> limitedCall(List<String> key) {
    return keys.size() >= limits.keysMax() ? List.of(RollupQuery.OTHER, RollupQuery.OTHER) : key;
  }

  private static String otherUnlessEmpty(String value) {
    return value.isEmpty() ? value : RollupQuery.OTHER;
  }

  /** Whether a value is known, or there is room for it. */
  private static <T> boolean take(Set<T> known, T value, int max, boolean isFull) {
    return known.contains(value) || (!isFull && known.size() < max && known.add(value));
  }
}
