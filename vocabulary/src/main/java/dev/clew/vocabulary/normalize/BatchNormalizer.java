// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.normalize;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.BytesTable;
import dev.clew.model.DerivedColumns;
import dev.clew.model.SpanBatch;
import dev.clew.vocabulary.price.PriceTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through batches: finds the keys that mean something, and hands each span with its plan on to
 * {@link SpanNormalizer}.
 *
 * <p>Threads: one at a time. What it learns about one batch speeds up the next.
 */
final class BatchNormalizer {

  private static final int UNKNOWN = -1;
  private static final int KEPT_MAX = 1 << 16;

  private final CompiledVocabulary vocabulary;
  private final Plans plans;
  private final SpanNormalizer spans;
  private int[] keys = new int[1024]; // by reference: key, 0 for none, or UNKNOWN
  private int[] nameClasses = new int[1024]; // by reference, or UNKNOWN
  private @Nullable ScopeContext[] contexts = new ScopeContext[16];
  private int[] hits = new int[32];
  private int[] entries = new int[32];
  private int hitCount;

  BatchNormalizer(CompiledVocabulary vocabulary, PriceTable prices) {
    this.vocabulary = vocabulary;
    this.plans = new Plans(vocabulary);
    this.spans = new SpanNormalizer(vocabulary, prices);
  }

  SpanBatch normalize(SpanBatch source) {
    DerivedColumns derived = new DerivedColumns(source);
    SpanBatch batch = derived.open();
    int stringCount = batch.strings().size();
    keys = unknown(keys, stringCount);
    nameClasses = unknown(nameClasses, stringCount);
    contexts =
        batch.scopeCount() > contexts.length ? new ScopeContext[batch.scopeCount()] : contexts;
    Arrays.fill(contexts, null);
    plans.trim();
    spans.begin(batch, derived);
    AttributeTable attributes = batch.attributes(AttributeScope.SPAN);
    for (int row = 0, count = batch.spanCount(); row < count; row++) {
      collect(batch.strings(), attributes, attributes.begin(row), attributes.end(row));
      ScopeContext context = context(batch, batch.scopeIndex(row));
      int nameClass = nameClass(batch.strings(), batch.nameRef(row));
      Plans.Known known = plans.plan(context, nameClass, hits, hitCount);
      if (!known.plan().isEmpty()) {
        spans.derive(row, known, entries, context);
      }
      derived.endSpan();
    }
    spans.end();
    return derived.batch();
  }

  /** The entries whose keys mean something. */
  private void collect(BytesTable strings, AttributeTable table, int begin, int end) {
    hitCount = 0;
    for (int entry = begin; entry < end; entry++) {
      int key = key(strings, table.keyRef(entry));
      if (key != 0) {
        if (hitCount == hits.length) {
          hits = Arrays.copyOf(hits, hitCount * 2);
          entries = Arrays.copyOf(entries, hitCount * 2);
        }
        hits[hitCount] = key;
        entries[hitCount++] = entry;
      }
    }
  }

  private int key(BytesTable strings, int reference) {
    if (keys[reference] == UNKNOWN) {
      keys[reference] =
          vocabulary.key(strings.slab(), strings.offset(reference), strings.length(reference));
    }
    return keys[reference];
  }

  private int nameClass(BytesTable strings, int reference) {
    if (nameClasses[reference] == UNKNOWN) {
      nameClasses[reference] =
          plans.nameClass(strings.slab(), strings.offset(reference), strings.length(reference));
    }
    return nameClasses[reference];
  }

  private ScopeContext context(SpanBatch batch, int scope) {
    ScopeContext context = contexts[scope];
    if (context == null) {
      context = newContext(batch, scope);
      contexts[scope] = context;
    }
    return context;
  }

  private ScopeContext newContext(SpanBatch batch, int scope) {
    List<Integer> found = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    List<AttributeTable> tables = new ArrayList<>();
    BytesTable strings = batch.strings();
    for (AttributeScope level : List.of(AttributeScope.SCOPE, AttributeScope.RESOURCE)) {
      AttributeTable table = batch.attributes(level);
      int owner = level == AttributeScope.SCOPE ? scope : batch.scopeResourceIndex(scope);
      for (int entry = table.begin(owner); entry < table.end(owner); entry++) {
        int key = key(strings, table.keyRef(entry));
        if (key != 0) {
          found.add(key);
          places.add(entry);
          tables.add(table);
        }
      }
    }
    var conventions =
        vocabulary.conventionsOf(
            strings.string(batch.scopeNameRef(scope)),
            strings.string(batch.scopeVersionRef(scope)));
    return new ScopeContext(
        plans.context(conventions, found),
        found.stream().mapToInt(Integer::intValue).toArray(),
        tables.toArray(AttributeTable[]::new),
        places.stream().mapToInt(Integer::intValue).toArray(),
        conventions);
  }

  private static int[] unknown(int[] array, int length) {
    int[] fitting =
        length > array.length || array.length > KEPT_MAX ? new int[length + (length >> 1)] : array;
    Arrays.fill(fitting, 0, length, UNKNOWN);
    return fitting;
  }
}
