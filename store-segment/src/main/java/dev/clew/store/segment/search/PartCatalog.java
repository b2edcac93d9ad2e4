// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.SpanKind;
import dev.clew.store.Operation;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.encoding.PairIds;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.ValueReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which services and operations a part holds, and when: read once from three dictionary columns,
 * then kept with the part; of a part that grows, only what is new is read.
 *
 * <p>Threads: any number at once; they wait for each other.
 */
final class PartCatalog {

  /** One operation of one service. */
  record Entry(String service, Operation operation) {}

  private static final class Seen {
    long startNanosMin = Long.MAX_VALUE;
    long startNanosMax = Long.MIN_VALUE;
  }

  private final ReentrantLock lock = new ReentrantLock(); // of all below
  private final Map<Entry, Seen> entries = new HashMap<>();
  private int readRows;

  /**
   * The operations with spans between the first and last start of which there is a time of the
   * range.
   *
   * @param part the part, or a later state of the one that was asked about before
   */
  List<Entry> entries(Part part, TimeRange range) {
    lock.lock();
    try {
      if (part.rowCount() > readRows) {
        new Reading(part).run();
        readRows = part.rowCount();
      }
      List<Entry> found = new ArrayList<>();
      entries.forEach((entry, seen) -> {
        if (range.overlaps(seen.startNanosMin, seen.startNanosMax)) {
          found.add(entry);
        }
      });
      return found;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A pass over the new rows; tuples of dictionary codes are numbered, and texts are looked up once
   * per tuple.
   */
  private final class Reading {
    private final Part part;
    private final ValueReader services;
    private final ValueReader names;
    private final ValueReader kinds;
    private final PairIds operations = new PairIds(); // of name and kind
    private final PairIds tuples = new PairIds(); // of service and operation
    private final List<Seen> seen = new ArrayList<>(); // by tuple

    Reading(Part part) {
      this.part = part;
      this.services = part.values(Intrinsic.SERVICE_NAME);
      this.names = part.values(Intrinsic.NAME);
      this.kinds = part.values(Intrinsic.KIND);
    }

    void run() {
      int[] service = new int[Part.BLOCK_ROWS];
      int[] name = new int[Part.BLOCK_ROWS];
      int[] kind = new int[Part.BLOCK_ROWS];
      long[] starts = new long[Part.BLOCK_ROWS];
      for (int block = readRows / Part.BLOCK_ROWS; block < part.blockCount(); block++) {
        services.codes(block, service);
        names.codes(block, name);
        kinds.codes(block, kind);
        part.startNanos(block, starts);
        int first = Math.max(0, readRows - block * Part.BLOCK_ROWS);
        for (int i = first, rows = part.blockRows(block); i < rows; i++) {
          // one more, since -1 stands for no value
          int operation = operations.id(name[i] + 1, kind[i] + 1);
          int tuple = tuples.id(service[i] + 1, operation);
          if (tuple == seen.size()) {
            seen.add(entries.computeIfAbsent(entry(tuple), _ -> new Seen()));
          }
          Seen of = seen.get(tuple);
          of.startNanosMin = Math.min(of.startNanosMin, starts[i]);
          of.startNanosMax = Math.max(of.startNanosMax, starts[i]);
        }
      }
    }

    private Entry entry(int tuple) {
      int operation = tuples.second(tuple);
      return new Entry(
          services.text(tuples.first(tuple) - 1),
          new Operation(
              names.text(operations.first(operation) - 1),
              SpanKind.ofLabel(kinds.text(operations.second(operation) - 1))));
    }
  }
}
