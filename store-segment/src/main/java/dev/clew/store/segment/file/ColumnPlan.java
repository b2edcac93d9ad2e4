// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.AttributeScope;
import dev.clew.store.segment.part.ColumnBlock;
import dev.clew.store.segment.part.ColumnKey;
import dev.clew.store.segment.part.ColumnReader;
import dev.clew.store.segment.part.PartTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which columns are written, and which are too many and go into the overflow of their scope. */
final class ColumnPlan {

  private final List<ColumnKey> columns;
  private final Map<AttributeScope, List<ColumnKey.Attribute>> demoted;

  private ColumnPlan(
      List<ColumnKey> columns, Map<AttributeScope, List<ColumnKey.Attribute>> demoted) {
    this.columns = columns;
    this.demoted = demoted;
  }

  static ColumnPlan of(List<MergeSource> sources, SegmentConfig config) {
    Set<ColumnKey> keys = new HashSet<>();
    sources.forEach(source -> keys.addAll(source.part().columns()));
    Map<AttributeScope, List<ColumnKey.Attribute>> demoted = new HashMap<>();
    for (AttributeScope scope : AttributeScope.values()) {
      List<ColumnKey.Attribute> attributes =
          keys.stream()
              .filter(key -> key instanceof ColumnKey.Attribute a && a.scope() == scope)
              .map(ColumnKey.Attribute.class::cast)
              .toList();
      if (attributes.size() > config.attributeColumnsMax()) {
        List<ColumnKey.Attribute> rare = rare(attributes, sources, config.attributeColumnsMax());
        demoted.put(scope, rare);
        rare.forEach(keys::remove);
        keys.add(new ColumnKey.Overflow(scope));
      }
    }
    List<ColumnKey> sorted = new ArrayList<>(keys);
    sorted.sort(Comparator.comparingInt(ColumnPlan::rank).thenComparing(ColumnKey::toString));
    return new ColumnPlan(sorted, demoted);
  }

  /** The columns of a table, in the order they are written. */
  List<ColumnKey> columns(PartTable table) {
    return columns.stream().filter(key -> key.table() == table).toList();
  }

  /** How a table's column is read from the sources. */
  TableMerge.Readers readers(ColumnKey key, List<MergeSource> sources) {
    if (!(key instanceof ColumnKey.Overflow(AttributeScope scope))) {
      return new TableMerge.Readers() {
        @Override
        public @Nullable ColumnReader open(int source) {
          return sources.get(source).reader(key);
        }

        @Override
        public SourceColumn column(int source) {
          return sources.get(source).open(key);
        }
      };
    }
    List<ColumnKey.Attribute> keys = demoted.getOrDefault(scope, List.of());
    return new TableMerge.Readers() {
      @Override
      public @Nullable ColumnReader open(int source) {
        return DemotedColumns.open(sources.get(source), scope, keys);
      }

      @Override
      public SourceColumn column(int source) {
        return new SourceColumn(open(source), 16);
      }
    };
  }

  private static int rank(ColumnKey key) {
    return switch (key) {
      case ColumnKey.Fixed fixed -> fixed.ordinal();
      case ColumnKey.Attribute _ -> ColumnKey.Fixed.values().length;
      case ColumnKey.Overflow _ -> ColumnKey.Fixed.values().length + 1;
    };
  }

  /** All but the {@code kept} attributes with the most values. */
  private static List<ColumnKey.Attribute> rare(
      List<ColumnKey.Attribute> attributes, List<MergeSource> sources, int kept) {
    Map<ColumnKey, Long> counts = new HashMap<>();
    ColumnBlock block = new ColumnBlock();
    for (ColumnKey.Attribute key : attributes) {
      long count = 0;
      for (MergeSource source : sources) {
        ColumnReader reader = source.reader(key);
        int blocks = reader == null ? 0 : source.blockCount(key.table());
        for (int i = 0; i < blocks; i++) {
          Objects.requireNonNull(reader).read(i, block);
          count += block.count;
        }
      }
      counts.put(key, -count);
    }
    ColumnKey.Attribute[] sorted = attributes.toArray(ColumnKey.Attribute[]::new);
    Comparator<ColumnKey.Attribute> order = Comparator.comparing(counts::get);
    Arrays.sort(sorted, order.thenComparing(ColumnKey.Attribute::toString));
    return List.of(sorted).subList(kept, sorted.length);
  }
}
