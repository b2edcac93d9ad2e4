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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

  private record Codes(int service, int name, int kind) {}

  private static final class Seen {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
  }

  static PartCatalog read(Part part) {
    ValueReader services = part.values(Intrinsic.SERVICE_NAME);
    ValueReader names = part.values(Intrinsic.NAME);
    ValueReader kinds = part.values(Intrinsic.KIND);
    int[] service = new int[Part.BLOCK_ROWS];
    int[] name = new int[Part.BLOCK_ROWS];
    int[] kind = new int[Part.BLOCK_ROWS];
    long[] starts = new long[Part.BLOCK_ROWS];
    Map<Codes, Seen> seen = new HashMap<>();
    for (int block = 0; block < part.blockCount(); block++) {
      services.codes(block, service);
      names.codes(block, name);
      kinds.codes(block, kind);
      part.startNanos(block, starts);
      for (int i = 0, rows = part.blockRows(block); i < rows; i++) {
        Seen times = seen.computeIfAbsent(new Codes(service[i], name[i], kind[i]), _ -> new Seen());
        times.min = Math.min(times.min, starts[i]);
        times.max = Math.max(times.max, starts[i]);
      }
    }
    return new PartCatalog(
        seen.entrySet().stream()
            .map(e ->
                new Entry(
                    text(services, e.getKey().service()),
                    new Operation(
                        text(names, e.getKey().name()), kind(text(kinds, e.getKey().kind()))),
                    e.getValue().min,
                    e.getValue().max))
            .toList());
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
