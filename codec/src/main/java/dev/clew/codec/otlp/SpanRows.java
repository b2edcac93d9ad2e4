// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.SpanBatch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Rows of a batch, to be written as OTLP. OTLP nests spans in scopes and scopes in resources, so
 * the rows are put in that order: equal resources together, in them equal scopes together, in them
 * the order given. Resources and scopes are equal if everything OTLP says of them is.
 *
 * <p>Threads: immutable, like a batch that no builder changes. Cost of making one: linear in rows
 * and in the attributes of resources and scopes.
 */
public final class SpanRows {

  private final SpanBatch batch;
  private final int[] rows; // grouped
  private final int[] scopes; // by scope index: the first scope equal to it
  private final int[] resources; // by resource index: the first resource equal to it

  private SpanRows(SpanBatch batch, int[] rows) {
    this(batch, rows, firstEqualResources(batch));
  }

  private SpanRows(SpanBatch batch, int[] rows, int[] resources) {
    this(batch, rows, firstEqualScopes(batch, resources), resources);
  }

  private SpanRows(SpanBatch batch, int[] rows, int[] scopes, int[] resources) {
    this.batch = batch;
    this.resources = resources;
    this.scopes = scopes;
    this.rows = isGrouped(rows) ? rows : grouped(rows);
  }

  /** All rows of a batch. */
  public static SpanRows all(SpanBatch batch) {
    return range(batch, 0, batch.spanCount());
  }

  /** The rows from {@code begin} up to, not including, {@code end}. */
  public static SpanRows range(SpanBatch batch, int begin, int end) {
    return new SpanRows(batch, IntStream.range(begin, end).toArray());
  }

  /** These rows, in this order within their scope; the array is copied. */
  public static SpanRows of(SpanBatch batch, int... rows) {
    return new SpanRows(batch, rows.clone());
  }

  /**
   * Other rows of the same batch, from {@code begin} up to, not including, {@code end}; cheaper
   * than {@link #range}, because resources and scopes have been compared already.
   */
  public SpanRows within(int begin, int end) {
    return new SpanRows(batch, IntStream.range(begin, end).toArray(), scopes, resources);
  }

  /** How many rows there are. */
  public int size() {
    return rows.length;
  }

  SpanBatch batch() {
    return batch;
  }

  /** The row at a position of the grouped order. */
  int row(int position) {
    return rows[position];
  }

  /** The scope of the row at a position; equal scopes are one. */
  int scope(int position) {
    return scopes[batch.scopeIndex(rows[position])];
  }

  /** The resource of the row at a position; equal resources are one. */
  int resource(int position) {
    return resources[batch.resourceIndex(rows[position])];
  }

  /** Where the run of rows of one scope begins that has this last position. */
  int scopeBegin(int last) {
    int begin = last;
    while (begin > 0 && scope(begin - 1) == scope(last)) {
      begin--;
    }
    return begin;
  }

  /** Where the run of rows of one resource begins that has this last position. */
  int resourceBegin(int last) {
    int begin = last;
    while (begin > 0 && resource(begin - 1) == resource(last)) {
      begin--;
    }
    return begin;
  }

  /** One past the run of rows of one scope that has this first position. */
  int scopeEnd(int first) {
    int end = first + 1;
    while (end < rows.length && scope(end) == scope(first)) {
      end++;
    }
    return end;
  }

  /** One past the run of rows of one resource that has this first position. */
  int resourceEnd(int first) {
    int end = first + 1;
    while (end < rows.length && resource(end) == resource(first)) {
      end++;
    }
    return end;
  }

  private boolean isGrouped(int[] candidate) {
    long before = -1;
    for (int row : candidate) {
      long group = group(scopes[batch.scopeIndex(row)]);
      if (group < before) {
        return false;
      }
      before = group;
    }
    return true;
  }

  /** A stable counting sort by resource and scope. */
  private int[] grouped(int[] ungrouped) {
    int[] begins = new int[batch.scopeCount() + 1];
    for (int row : ungrouped) {
      begins[scopes[batch.scopeIndex(row)] + 1]++;
    }
    int[] order =
        IntStream.range(0, batch.scopeCount())
            .boxed()
            .sorted((one, other) -> Long.compare(group(one), group(other)))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] next = new int[batch.scopeCount()];
    int begin = 0;
    for (int scope : order) {
      next[scope] = begin;
      begin += begins[scope + 1];
    }
    int[] sorted = new int[ungrouped.length];
    for (int row : ungrouped) {
      sorted[next[scopes[batch.scopeIndex(row)]]++] = row;
    }
    return sorted;
  }

  private long group(int scope) {
    return (long) resources[batch.scopeResourceIndex(scope)] << 32 | scope;
  }

  private static int[] firstEqualResources(SpanBatch batch) {
    int[] firsts = new int[batch.resourceCount()];
    Map<Owner, Integer> seen = new HashMap<>();
    for (int i = 0; i < firsts.length; i++) {
      Owner owner =
          Owner.of(
              batch.attributes(AttributeScope.RESOURCE),
              i,
              batch.resourceSchemaUrlRef(i),
              batch.resourceEntityRefsRef(i),
              batch.resourceDroppedAttributesCount(i));
      firsts[i] = seen.computeIfAbsent(owner, Owner::index);
    }
    return firsts;
  }

  private static int[] firstEqualScopes(SpanBatch batch, int[] resources) {
    int[] firsts = new int[batch.scopeCount()];
    Map<Owner, Integer> seen = new HashMap<>();
    for (int i = 0; i < firsts.length; i++) {
      Owner owner =
          Owner.of(
              batch.attributes(AttributeScope.SCOPE),
              i,
              resources[batch.scopeResourceIndex(i)],
              batch.scopeNameRef(i),
              batch.scopeVersionRef(i),
              batch.scopeSchemaUrlRef(i),
              batch.scopeDroppedAttributesCount(i));
      firsts[i] = seen.computeIfAbsent(owner, Owner::index);
    }
    return firsts;
  }

  /** A resource or scope by content: its own columns, then key, type and bits of each attribute. */
  private static final class Owner {
    private final int index;
    private final long[] content;

    private Owner(int index, long[] content) {
      this.index = index;
      this.content = content;
    }

    int index() {
      return index;
    }

    static Owner of(AttributeTable table, int index, int... columns) {
      int begin = table.begin(index);
      int end = table.end(index);
      long[] content = new long[columns.length + 2 * (end - begin)];
      int at = 0;
      for (int column : columns) {
        content[at++] = column;
      }
      for (int entry = begin; entry < end; entry++) {
        content[at++] = (long) table.keyRef(entry) << 32 | table.type(entry).ordinal();
        content[at++] = table.bits(entry);
      }
      return new Owner(index, content);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Owner that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(content);
    }
  }
}
