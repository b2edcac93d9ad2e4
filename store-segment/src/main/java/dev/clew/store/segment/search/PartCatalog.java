// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.AttributeValue;
import dev.clew.model.SpanKind;
import dev.clew.store.Operation;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.ValueReader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Which services and operations a part holds, and when: read once from three dictionary columns,
 * then kept with the part.
 *
 * <p>Immutable.
 */
final class PartCatalog {

  /** One operation of one service, with the first and the last start seen. */
  record Entry(String service, Operation operation, long startNanosMin, long startNanosMax) {
    boolean isIn(TimeRange range) {
      return range.overlaps(startNanosMin, startNanosMax);
    }
  }

  private final List<Entry> entries;

  private PartCatalog(List<Entry> entries) {
    this.entries = entries;
  }

  List<Entry> entries() {
    return entries;
  }

  static PartCatalog read(Part part) {
    return new Reading(part).catalog();
  }

  /**
   * The pass over a part; tuples of dictionary codes are numbered, and looked up once at the end.
   */
  private static final class Reading {
    private final Part part;
    private final ValueReader services;
    private final ValueReader names;
    private final ValueReader kinds;
    private final PairIds operations = new PairIds(); // of name and kind
    private final PairIds entries = new PairIds(); // of service and operation
    private long[] startNanosMin = new long[64]; // by entry
    private long[] startNanosMax = new long[64];

    Reading(Part part) {
      this.part = part;
      this.services = part.values(Intrinsic.SERVICE_NAME);
      this.names = part.values(Intrinsic.NAME);
      this.kinds = part.values(Intrinsic.KIND);
    }

    PartCatalog catalog() {
      int[] service = new int[Part.BLOCK_ROWS];
      int[] name = new int[Part.BLOCK_ROWS];
      int[] kind = new int[Part.BLOCK_ROWS];
      long[] starts = new long[Part.BLOCK_ROWS];
      for (int block = 0; block < part.blockCount(); block++) {
        services.codes(block, service);
        names.codes(block, name);
        kinds.codes(block, kind);
        part.startNanos(block, starts);
        for (int i = 0, rows = part.blockRows(block); i < rows; i++) {
          // one more, since -1 stands for no value
          int operation = operations.id(name[i] + 1, kind[i] + 1);
          int known = entries.size();
          int entry = entries.id(service[i] + 1, operation);
          if (entry == known) {
            begin(entry, starts[i]);
          }
          startNanosMin[entry] = Math.min(startNanosMin[entry], starts[i]);
          startNanosMax[entry] = Math.max(startNanosMax[entry], starts[i]);
        }
      }
      return new PartCatalog(IntStream.range(0, entries.size()).mapToObj(this::entry).toList());
    }

    private void begin(int entry, long startNanos) {
      if (entry == startNanosMin.length) {
        startNanosMin = Arrays.copyOf(startNanosMin, entry * 2);
        startNanosMax = Arrays.copyOf(startNanosMax, entry * 2);
      }
      startNanosMin[entry] = startNanos;
      startNanosMax[entry] = startNanos;
    }

    private Entry entry(int id) {
      int operation = entries.second(id);
      return new Entry(
          text(services, entries.first(id) - 1),
          new Operation(
              text(names, operations.first(operation) - 1),
              kind(text(kinds, operations.second(operation) - 1))),
          startNanosMin[id],
          startNanosMax[id]);
    }
  }

  /** The kind with a {@link SpanKind#label}. */
  static SpanKind kind(String label) {
    return label.isEmpty()
        ? SpanKind.UNSPECIFIED
        : SpanKind.valueOf(label.toUpperCase(Locale.ROOT));
  }

  private static String text(ValueReader reader, int code) {
    return code >= 0 && reader.value(code) instanceof AttributeValue.StringValue(String text)
        ? text
        : "";
  }
}
