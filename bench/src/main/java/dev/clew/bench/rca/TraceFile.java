// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.rca;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Reads the spans of one minute, with the log lines of the same minute as their events.
 *
 * <p>Spans: {@code trace,span,parent,pod,operation,start_us,duration_us} after a header and a line
 * {@code #base_unix_us=…}, parent 0 for a root. Logs: {@code
 * trace,span,pod,offset_us,level,logger,message} after a header. A service is a pod's name without
 * its last two parts.
 */
final class TraceFile {

  private static final int SPAN_FIELDS = 7;
  private static final String BASE = "#base_unix_us=";

  private final Map<String, Integer> scopes = new HashMap<>();
  private final SpanBatchBuilder builder = new SpanBatchBuilder();

  private record SpanId(long trace, long span) {}

  private record LogLine(String service, long timeNanos, String level, String template) {}

  private TraceFile() {}

  /** Where the log lines of these spans are, whether or not there are any. */
  static Path logs(Path spans) {
    return spans.resolveSibling(spans.getFileName().toString().replace("_trace.csv", "_log.csv"));
  }

  /** The service of a pod. */
  static String service(String pod) {
    int last = pod.lastIndexOf('-');
    int before = last < 0 ? -1 : pod.lastIndexOf('-', last - 1);
    return before < 0 ? pod : pod.substring(0, before);
  }

  /**
   * Reads a file of spans, and the log lines beside it if there are any.
   *
   * @throws IOException if a file cannot be read, naming the file and the line that is wrong
   */
  static SpanBatch read(Path spans) throws IOException {
    return new TraceFile().readSpans(spans);
  }

  private SpanBatch readSpans(Path file) throws IOException {
    try (CsvRows rows = new CsvRows(file)) {
      rows.next();
      List<String> base = rows.next();
      if (base == null || !base.getFirst().startsWith(BASE)) {
        throw new IOException(file + ":2: " + base + " (expected: " + BASE + "…)");
      }
      long baseMicros = Long.parseLong(base.getFirst().substring(BASE.length()));
      Map<SpanId, List<LogLine>> logs =
          Files.exists(logs(file)) ? readLogs(logs(file), baseMicros) : Map.of();
      int line = 3;
      for (List<String> row = rows.next(); row != null; row = rows.next(), line++) {
        if (row.size() != SPAN_FIELDS) {
          throw new IOException(
              file + ":" + line + ": " + row.size() + " fields (expected: " + SPAN_FIELDS + ")");
        }
        try {
          addSpan(row, baseMicros, logs);
        } catch (NumberFormatException notANumber) {
          throw new IOException(file + ":" + line + ": " + notANumber.getMessage(), notANumber);
        }
      }
    }
    return builder.build();
  }

  private void addSpan(List<String> row, long baseMicros, Map<SpanId, List<LogLine>> logs) {
    long trace = Long.parseLong(row.get(0));
    long span = Long.parseLong(row.get(1));
    String service = service(row.get(3));
    long startNanos = TimeUnit.MICROSECONDS.toNanos(baseMicros + Long.parseLong(row.get(5)));
    builder.beginSpan(scopes.computeIfAbsent(service, this::newScope));
    builder.traceId(0, trace);
    builder.spanId(span);
    builder.parentSpanId(Long.parseLong(row.get(2)));
    builder.nameRef(builder.intern(row.get(4)));
    builder.startNanos(startNanos);
    builder.endNanos(startNanos + TimeUnit.MICROSECONDS.toNanos(Long.parseLong(row.get(6))));
    for (LogLine line : logs.getOrDefault(new SpanId(trace, span), List.of())) {
      if (line.service().equals(service)) {
        builder.beginEvent();
        builder.eventTimeNanos(line.timeNanos());
        builder.eventNameRef(builder.intern(line.template()));
        builder.attribute(AttributeScope.EVENT, "level", new StringValue(line.level()));
        builder.endEvent();
      }
    }
    builder.endSpan();
  }

  private int newScope(String service) {
    int resource = builder.beginResource();
    builder.attribute(AttributeScope.RESOURCE, "service.name", new StringValue(service));
    builder.endResource();
    int scope = builder.beginScope(resource);
    builder.endScope();
    return scope;
  }

  private static Map<SpanId, List<LogLine>> readLogs(Path file, long baseMicros)
      throws IOException {
    Map<SpanId, List<LogLine>> logs = new HashMap<>();
    try (CsvRows rows = new CsvRows(file)) {
      rows.next();
      for (List<String> row = rows.next(); row != null; row = rows.next()) {
        if (row.size() < SPAN_FIELDS || row.get(0).isEmpty() || row.get(1).isEmpty()) {
          continue; // a line that belongs to no span
        }
        LogLine line =
            new LogLine(
                service(row.get(2)),
                TimeUnit.MICROSECONDS.toNanos(baseMicros + Long.parseLong(row.get(3))),
                row.get(4),
                LogTemplate.of(row.get(5), row.get(6)));
        logs.computeIfAbsent(
                new SpanId(Long.parseLong(row.get(0)), Long.parseLong(row.get(1))),
                _ -> new ArrayList<>())
            .add(line);
      }
    }
    return logs;
  }
}
