// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.ColumnBlock;
import dev.clew.store.segment.part.ColumnKey;
import dev.clew.store.segment.part.ColumnKey.Fixed;
import dev.clew.store.segment.part.ColumnReader;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.PartTable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Resources and instrumentation scopes, each distinct one once, in the order spans first use them.
 */
final class ScopeMerge {

  private final List<Source> sources;
  private final RowRuns resources = new RowRuns();
  private final RowRuns scopes = new RowRuns();
  private final List<Integer> resourceOfScope = new ArrayList<>();
  private final Map<List<Object>, Integer> resourceIds = new HashMap<>();
  private final Map<List<Object>, Integer> scopeIds = new HashMap<>();

  private record Cell(ColumnKey column, Object value) {}

  ScopeMerge(List<MergeSource> sources) {
    this.sources = sources.stream().map(Source::new).toList();
  }

  /** The row of a scope in what is written. */
  int scope(int source, int row) {
    Source from = sources.get(source);
    if (from.scopes[row] < 0) {
      int resource = resource(source, (int) from.scopeResource.get(row));
      List<Object> content = new ArrayList<>(from.scopeContent.get(row));
      content.add(resource);
      Integer known = scopeIds.putIfAbsent(content, scopeIds.size());
      if (known == null) {
        scopes.add(source, row, 1);
        resourceOfScope.add(resource);
      }
      from.scopes[row] = known == null ? scopeIds.size() - 1 : known;
    }
    return from.scopes[row];
  }

  /** Where the resources come from. */
  RowRuns resources() {
    return resources;
  }

  /** Where the scopes come from. */
  RowRuns scopes() {
    return scopes;
  }

  /** The row of a written scope's resource. */
  int resourceOfScope(int scope) {
    return resourceOfScope.get(scope);
  }

  private int resource(int source, int row) {
    Source from = sources.get(source);
    if (from.resources[row] < 0) {
      Integer known = resourceIds.putIfAbsent(from.resourceContent.get(row), resourceIds.size());
      if (known == null) {
        resources.add(source, row, 1);
      }
      from.resources[row] = known == null ? resourceIds.size() - 1 : known;
    }
    return from.resources[row];
  }

  /** The tables of one source. */
  private static final class Source {
    final SourceColumn scopeResource;
    final List<List<Object>> resourceContent;
    final List<List<Object>> scopeContent;
    final int[] resources; // row written, or -1
    final int[] scopes;

    Source(MergeSource source) {
      Part part = source.part();
      scopeResource = source.open(Fixed.SCOPE_RESOURCE);
      resourceContent = content(part, PartTable.RESOURCE);
      scopeContent = content(part, PartTable.SCOPE);
      resources = new int[part.rowCount(PartTable.RESOURCE)];
      scopes = new int[part.rowCount(PartTable.SCOPE)];
      Arrays.fill(resources, -1);
      Arrays.fill(scopes, -1);
    }

    /** All cells of each row, in an order that is the same for every source. */
    private static List<List<Object>> content(Part part, PartTable table) {
      List<List<Object>> rows = new ArrayList<>();
      for (int i = 0; i < part.rowCount(table); i++) {
        rows.add(new ArrayList<>());
      }
      List<ColumnKey> keys =
          part.columns().stream()
              .filter(key -> key.table() == table && key != Fixed.SCOPE_RESOURCE)
              .sorted(Comparator.comparing(ColumnKey::toString))
              .toList();
      for (ColumnKey key : keys) {
        addCells(part, key, rows);
      }
      return rows;
    }

    private static void addCells(Part part, ColumnKey key, List<List<Object>> rows) {
      boolean isBytes = TableMerge.form(key) == SegmentFormat.STRINGS;
      ColumnReader reader = part.column(key);
      ColumnBlock block = new ColumnBlock();
      for (int i = 0; i * Part.BLOCK_ROWS < rows.size(); i++) {
        reader.read(i, block);
        for (int j = 0; j < block.count; j++) {
          long value = block.values[j];
          Object cell = isBytes ? ByteBuffer.wrap(block.dictionary.get((int) value)) : (Long) value;
          rows.get(block.rows[j]).add(new Cell(key, cell));
        }
      }
    }
  }
}
