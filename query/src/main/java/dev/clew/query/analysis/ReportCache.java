// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import dev.clew.analysis.report.Report;
import dev.clew.store.TraceReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The reports that were asked for last, each for one state of the data: a report is given again as
 * long as nothing was written. Reports that a limit cut short are not kept, nor any if the store
 * does not tell its state.
 *
 * <p>Threads: any number at once; two that ask the same at once both work for it.
 */
final class ReportCache {

  private static final int REPORTS_MAX = 16;

  private final TraceReader reader;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Report> reports =
      new LinkedHashMap<>(REPORTS_MAX * 2, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Report> eldest) {
          return size() > REPORTS_MAX;
        }
      };

  private record Key(AnalysisParameters parameters, long dataVersion) {}

  ReportCache(TraceReader reader) {
    this.reader = reader;
  }

  Report get(AnalysisParameters parameters, Supplier<Report> builder) {
    OptionalLong version = reader.dataVersion();
    if (version.isEmpty()) {
      return builder.get();
    }
    Key key = new Key(parameters, version.getAsLong());
    lock.lock();
    try {
      Report known = reports.get(key);
      if (known != null) {
        return known;
      }
    } finally {
      lock.unlock();
    }
    Report report = builder.get();
    if (!report.coverage().partial()) {
      lock.lock();
      try {
        reports.put(key, report);
      } finally {
        lock.unlock();
      }
    }
    return report;
  }
}
