// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.normalize;

import dev.clew.model.SpanBatchBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plans that were worked out so far, for contexts and names that were seen so far. Bounded:
 * when there are too many, all are forgotten between two batches.
 *
 * <p>Threads: one at a time.
 */
final class Plans {

  private static final int PLANS_MAX = 1 << 12;
  private static final int NAMES_MAX = 1 << 14;
  private static final long MIX = 0x9E3779B97F4A7C15L; // 2^64 by the golden ratio

  private final CompiledVocabulary vocabulary;
  private final LongMemo<Known> plans = new LongMemo<>();
  private final Map<ContextKey, Integer> contexts = new HashMap<>();
  private final Map<BitSet, Integer> nameClasses = new HashMap<>();
  private final List<BitSet> classes = new ArrayList<>();
  private final SpanBatchBuilder names = new SpanBatchBuilder();
  private int[] classByName = new int[256]; // class + 1
  private int planCount;

  private record ContextKey(BitSet conventions, List<Integer> keys) {}

  /** A plan, and what it was made for. */
  @SuppressWarnings("ArrayRecordComponent") // compared by matches
  record Known(int context, int nameClass, int[] hits, Plan plan, LongMemo<String> sources) {
    private boolean matches(int otherContext, int otherClass, int[] otherHits, int count) {
      return context == otherContext
          && nameClass == otherClass
          && Arrays.equals(hits, 0, hits.length, otherHits, 0, count);
    }
  }

  Plans(CompiledVocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Before a batch: forgets everything if it has become too much. */
  void trim() {
    if (planCount > PLANS_MAX || contexts.size() > PLANS_MAX) {
      plans.clear();
      contexts.clear();
      planCount = 0;
    }
    if (names.view().strings().size() > NAMES_MAX) {
      names.clear();
      Arrays.fill(classByName, 0);
    }
  }

  int context(BitSet conventions, List<Integer> keys) {
    return contexts.computeIfAbsent(new ContextKey(conventions, keys), _ -> contexts.size());
  }

  /** The class of a name: names of one class match the same rules. */
  int nameClass(byte[] source, int offset, int length) {
    int name = names.intern(source, offset, length);
    if (name >= classByName.length) {
      classByName = Arrays.copyOf(classByName, name * 2);
    }
    if (classByName[name] == 0) {
      BitSet matching = vocabulary.namesMatching(names.view().strings().string(name));
      classByName[name] = 1 + number(matching);
    }
    return classByName[name] - 1;
  }

  private int number(BitSet matching) {
    Integer known = nameClasses.get(matching);
    if (known != null) {
      return known;
    }
    classes.add(matching);
    nameClasses.put(matching, classes.size() - 1);
    return classes.size() - 1;
  }

  /** The plan for a span with the first {@code count} of these keys. */
  Known plan(ScopeContext context, int nameClass, int[] hits, int count) {
    long hash = ((long) context.number() << 32 | nameClass) * MIX;
    for (int i = 0; i < count; i++) {
      hash = (hash ^ hits[i]) * MIX;
      hash ^= hash >>> 29;
    }
    for (long key = hash; ; key++) {
      @Nullable Known known = key == LongMemo.FREE ? null : plans.get(key);
      if (known == null && key != LongMemo.FREE) {
        known = make(context, nameClass, Arrays.copyOf(hits, count));
        plans.put(key, known);
        planCount++;
        return known;
      }
      if (known != null && known.matches(context.number(), nameClass, hits, count)) {
        return known;
      }
    }
  }

  private Known make(ScopeContext context, int nameClass, int[] hits) {
    int[] all = Arrays.copyOf(hits, hits.length + context.keys().length);
    System.arraycopy(context.keys(), 0, all, hits.length, context.keys().length);
    PlanBuilder builder =
        new PlanBuilder(
            vocabulary, all, hits.length, context.conventions(), classes.get(nameClass));
    return new Known(context.number(), nameClass, hits, builder.build(), new LongMemo<>());
  }
}
