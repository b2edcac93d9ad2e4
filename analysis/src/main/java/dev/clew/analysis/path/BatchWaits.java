// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

import dev.clew.analysis.trace.Concepts;
import dev.clew.analysis.trace.SpanAttribute;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.Projection;
import dev.clew.model.Projection.Detail;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Follows the links of critical paths into batches. A span on the path that has nothing to do but
 * wait for a batch is linked with it, in one direction or both; where its sections, or those of
 * spans below it in the same service, lie within the batch, the time is the batch's. The sections
 * themselves stay, and tile the root as before.
 *
 * <p>Paths are {@linkplain #add added} first, then the {@linkplain #addTrace traces} that may hold
 * batches; their views need not be kept. Spans of a path's own trace are found without, unless they
 * are above or below the one that waits.
 *
 * <p>Threads: one at a time. Cost: linear in the spans on the paths, and in the spans and links of
 * the traces. Memory: some hundred bytes for each span on a path, and each link, up to {@value
 * #KEPT_MAX} of both; what comes then is {@linkplain #isFull left out}.
 */
public final class BatchWaits {

  private static final int KEPT_MAX = 500_000;

  private final SpanAttribute batchSize = Concepts.concept("ml.batch.size");
  private final Map<TraceId, List<HeldPath>> paths = new LinkedHashMap<>();
  private final Map<TraceId, List<Target>> targets = new LinkedHashMap<>();
  private final List<Linking> linking = new ArrayList<>();
  private final int keptMax;
  private int kept;
  private boolean full;
  private int requests;

  /** A span that a span on a path links to. */
  private record Target(long span, HeldPath path, int place) {}

  /** A span, wherever it is. */
  private record SpanKey(TraceId trace, long span) {}

  /** A span of a trace with a path, and those of other traces that it links to. */
  private record Linking(BatchSpan span, List<SpanKey> links) {}

  /**
   * Who waited.
   *
   * @param request which of the paths it was, by the order in which they were added
   * @param trace its trace
   * @param weight how many such requests it stands for
   * @param operation the operation of the span that waited
   */
  public record Waiting(int request, TraceId trace, double weight, int operation) {}

  /** Takes waits. */
  @FunctionalInterface
  public interface Sink {
    /** One request waited for one batch. */
    void accept(Waiting waiting, BatchWait wait);
  }

  /** Follows nothing yet. */
  public BatchWaits() {
    this(KEPT_MAX);
  }

  BatchWaits(int keptMax) {
    this.keptMax = keptMax;
  }

  /** What is read of spans, beyond what every view has. */
  public Projection reads() {
    return SpanAttribute.reads(batchSize).and(Projection.of(Detail.LINKS));
  }

  /** Adds a path; those of one trace come together. */
  public void add(CriticalPath path) {
    int request = requests++;
    full |= kept + path.spanCount() > keptMax;
    if (full || path.sectionCount() == 0) {
      return;
    }
    TraceView view = path.view();
    HeldPath held = new HeldPath(path, request, batchSize);
    kept += held.spanCount();
    boolean known = paths.containsKey(view.traceId());
    paths.computeIfAbsent(view.traceId(), _ -> new ArrayList<>(1)).add(held);
    for (int place = 0; place < held.spanCount(); place++) {
      for (SpanKey link : links(view, held.row(place))) {
        if (kept++ < keptMax) {
          targets
              .computeIfAbsent(link.trace(), _ -> new ArrayList<>(1))
              .add(new Target(link.span(), held, place));
        }
      }
    }
    List<Target> here = targets.getOrDefault(view.traceId(), List.of());
    for (int row = 0; row < view.size(); row++) {
      List<SpanKey> links = links(view, row);
      if (!links.isEmpty() || !here.isEmpty()) {
        addOwn(view, row, links, here, held);
      }
      if (!known && !links.isEmpty()) {
        keepLinks(view, row, links);
      }
    }
    full |= kept > keptMax;
  }

  /** Whether there were more paths, or links, than are kept: some waits are missing then. */
  public boolean isFull() {
    return full;
  }

  /** The traces of the paths. */
  public Set<TraceId> pathTraces() {
    return paths.keySet();
  }

  /** When the first of the paths begins, in epoch nanoseconds; there must be one. */
  public long startNanos() {
    return held().mapToLong(HeldPath::startNanos).min().orElseThrow();
  }

  /** When the last of the paths ends, in epoch nanoseconds; there must be one. */
  public long endNanos() {
    return held().mapToLong(HeldPath::endNanos).max().orElseThrow();
  }

  /**
   * The traces that spans on the paths link to, those that most link to first, then by id; without
   * those that have nothing but the path itself to do with it.
   */
  public List<TraceId> linkedTraces() {
    return targets.entrySet().stream()
        .filter(linked ->
            linked.getValue().stream()
                .anyMatch(target -> !target.path().trace().equals(linked.getKey())))
        .sorted(
            Comparator.<Map.Entry<TraceId, List<Target>>>comparingInt(
                    linked -> -linked.getValue().size())
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Looks for batches in a trace: spans that paths link to, or that link to paths. */
  public void addTrace(TraceView view) {
    Map<Long, List<Target>> wanted = new HashMap<>();
    for (Target target : targets.getOrDefault(view.traceId(), List.of())) {
      if (!target.path().trace().equals(view.traceId())) {
        wanted.computeIfAbsent(target.span(), _ -> new ArrayList<>(1)).add(target);
      }
    }
    for (int row = 0; row < view.size(); row++) {
      List<Target> of = wanted.getOrDefault(view.spanId(row), List.of());
      List<SpanKey> links = linksOfPaths(view, row);
      if (!of.isEmpty() || !links.isEmpty()) {
        BatchSpan span = span(view, row);
        of.forEach(target -> target.path().offerAt(target.place(), span));
        links.forEach(link -> offer(link, span));
      }
    }
  }

  /** Gives all waits to a sink: request by request in the order of the traces, then in time. */
  public void forEach(Sink sink) {
    for (Linking each : linking) {
      each.links().forEach(link -> offer(link, each.span()));
    }
    held().forEach(path -> path.forEach(sink));
  }

  private Stream<HeldPath> held() {
    return paths.values().stream().flatMap(Collection::stream);
  }

  private void offer(SpanKey waiting, BatchSpan span) {
    paths
        .getOrDefault(waiting.trace(), List.of())
        .forEach(path -> path.offer(waiting.span(), span));
  }

  /** Looks for a batch that is a span of the path's own trace, elsewhere in it. */
  private void addOwn(
      TraceView view, int row, List<SpanKey> links, List<Target> here, HeldPath held) {
    Set<Integer> places = new HashSet<>();
    for (Target target : here) {
      if (target.path() == held && target.span() == view.spanId(row)) {
        places.add(target.place());
      }
    }
    for (int place = 0; place < held.spanCount() && !links.isEmpty(); place++) {
      if (links.contains(new SpanKey(view.traceId(), held.spanId(place)))) {
        places.add(place);
      }
    }
    for (int place : places) {
      int waiting = held.row(place);
      if (!view.isWithin(row, waiting) && !view.isWithin(waiting, row)) {
        held.offerAt(place, span(view, row));
      }
    }
  }

  /** Keeps what a span links to in other traces, whose paths may come later. */
  private void keepLinks(TraceView view, int row, List<SpanKey> links) {
    List<SpanKey> others =
        links.stream().filter(link -> !link.trace().equals(view.traceId())).toList();
    if (!others.isEmpty() && kept < keptMax) {
      kept += others.size();
      linking.add(new Linking(span(view, row), others));
    }
  }

  /** The links of a span to spans of other traces that have paths. */
  private List<SpanKey> linksOfPaths(TraceView view, int row) {
    List<SpanKey> links = links(view, row);
    return links.isEmpty()
        ? links
        : links.stream()
            .filter(link -> paths.containsKey(link.trace()) && !link.trace().equals(view.traceId()))
            .toList();
  }

  private BatchSpan span(TraceView view, int row) {
    double said = batchSize.number(view, row);
    return new BatchSpan(
        view.traceId(),
        view.spanId(row),
        view.serviceName(row),
        view.operationName(row),
        said >= 1,
        said >= 1 ? Math.round(said) : Math.max(1, new HashSet<>(links(view, row)).size()),
        view.startNanos(row),
        view.endNanos(row));
  }

  private static List<SpanKey> links(TraceView view, int row) {
    SpanBatch batch = view.batch(row);
    int batchRow = view.batchRow(row);
    int begin = batch.linkBegin(batchRow);
    int end = batch.linkEnd(batchRow);
    if (begin == end) {
      return List.of();
    }
    List<SpanKey> links = new ArrayList<>(end - begin);
    for (int link = begin; link < end; link++) {
      TraceId trace = new TraceId(batch.linkTraceIdHigh(link), batch.linkTraceIdLow(link));
      links.add(new SpanKey(trace, batch.linkSpanId(link)));
    }
    return links;
  }
}
