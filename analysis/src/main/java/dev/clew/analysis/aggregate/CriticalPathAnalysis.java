// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.aggregate;

import dev.clew.analysis.aggregate.CriticalPaths.Operation;
import dev.clew.analysis.aggregate.CriticalPaths.Service;
import dev.clew.analysis.figure.Distribution;
import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.figure.Request;
import dev.clew.analysis.figure.RequestAnalysis;
import dev.clew.analysis.path.CriticalPath;
import dev.clew.analysis.path.TraceSchedule;
import dev.clew.analysis.trace.TraceNames;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.Projection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * Adds critical paths up, and asks of each request what it would have gained.
 *
 * <p>Threads: one at a time. Cost: per request O(n log n), plus a what-if for each operation and
 * each service on its path, of the {@value #WHAT_IFS_MAX} with the most time at most.
 */
public final class CriticalPathAnalysis implements RequestAnalysis<CriticalPaths> {

  /** By how much faster unless told otherwise. */
  public static final double FASTER_DEFAULT = 0.5;

  private static final int WHAT_IFS_MAX = 200;

  private final TraceNames names;
  private final double faster;
  private final TraceSchedule schedule = new TraceSchedule();
  private final Map<Integer, Tally> operations = new TreeMap<>();
  private final Map<Integer, Tally> services = new TreeMap<>();
  private double requests;
  private double total;
  private long number; // of the request that is being added
  private int[] rows = new int[64];

  private static final class Tally {
    private final Distribution slack = new Distribution();
    private final EvidenceCollector evidence = new EvidenceCollector();
    private double spans;
    private double spansOnPath;
    private double requests;
    private double exclusive;
    private double drag;
    private double saved;

    // of the request that is being added
    private long request;
    private long own;
  }

  /**
   * An analysis that has seen nothing.
   *
   * @param names of the views that will come
   * @param faster the part of its time that an operation is thought to be faster by, more than 0
   *     and up to 1
   */
  public CriticalPathAnalysis(TraceNames names, double faster) {
    if (!(faster > 0 && faster <= 1)) {
      throw new IllegalArgumentException("faster: " + faster + " (expected: more than 0, up to 1)");
    }
    this.names = names;
    this.faster = faster;
  }

  @Override
  public Projection reads() {
    return Projection.of();
  }

  @Override
  public void add(Request request) {
    TraceView view = request.view();
    CriticalPath path = request.path();
    number++;
    requests += request.weight();
    total += request.weight() * request.durationNanos();
    schedule.load(view, request.root());
    addSpans(request, schedule.slackNanos(path));
    addDrags(path, schedule.dragNanos(path), request.weight());
    for (int section = 0; section < path.sectionCount(); section++) {
      int row = path.row(section);
      tally(operations, view.operation(row)).own += path.lengthNanos(section);
      tally(services, view.service(row)).own += path.lengthNanos(section);
    }
    addWhatIfs(request, operations, view::operation);
    addWhatIfs(request, services, view::service);
  }

  private void addSpans(Request request, long[] slacks) {
    TraceView view = request.view();
    CriticalPath path = request.path();
    int onPath = 0;
    for (int row = request.root(); row < request.end(); row++) {
      Tally of = tally(operations, view.operation(row));
      enter(of, request);
      enter(tally(services, view.service(row)), request);
      of.spans += request.weight();
      if (onPath < path.spanCount() && path.span(onPath) == row) {
        onPath++;
        of.spansOnPath += request.weight();
      } else if (slacks[row] != TraceSchedule.UNLIMITED) {
        of.slack.add(slacks[row], request.weight());
      }
    }
  }

  private void addDrags(CriticalPath path, long[] drags, double weight) {
    for (int i = 0; i < drags.length; i++) {
      tally(operations, path.view().operation(path.span(i))).drag += weight * drags[i];
    }
  }

  private void addWhatIfs(Request request, Map<Integer, Tally> tallies, IntUnaryOperator group) {
    List<Map.Entry<Integer, Tally>> onPath = new ArrayList<>();
    CriticalPath path = request.path();
    int[] codes = new int[path.spanCount()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = group.applyAsInt(path.span(i));
    }
    Arrays.stream(codes)
        .distinct()
        .forEach(code -> onPath.add(Map.entry(code, tally(tallies, code))));
    onPath.sort(Comparator.comparingLong(entry -> -entry.getValue().own));
    for (int i = 0; i < onPath.size(); i++) {
      Tally of = onPath.get(i).getValue();
      if (i < WHAT_IFS_MAX) {
        of.saved += request.weight() * saved(request, group, onPath.get(i).getKey());
      }
      of.exclusive += request.weight() * of.own;
      of.evidence.add(request.view().traceId(), of.own);
      of.own = 0;
    }
  }

  /** What is saved if all spans of a group below the root are faster. */
  private long saved(Request request, IntUnaryOperator group, int code) {
    int count = 0;
    for (int row = request.root() + 1; row < request.end(); row++) {
      if (group.applyAsInt(row) == code) {
        rows = count < rows.length ? rows : Arrays.copyOf(rows, count * 2);
        rows[count++] = row;
      }
    }
    return request.durationNanos()
        - schedule.durationNanos(request.view(), request.root(), rows, count, 1 - faster);
  }

  private void enter(Tally tally, Request request) {
    if (tally.request != number) {
      tally.request = number;
      tally.requests += request.weight();
    }
  }

  @Override
  public CriticalPaths result() {
    List<Operation> listed = new ArrayList<>();
    operations.forEach((code, of) ->
        listed.add(
            new Operation(
                names.service(names.serviceOf(code)),
                names.operation(code),
                of.spans,
                of.spansOnPath / of.spans,
                of.requests / requests,
                share(of.exclusive),
                of.exclusive / requests,
                of.drag / requests,
                of.saved / requests,
                share(of.saved),
                of.slack.summary(),
                of.evidence.evidence())));
    listed.sort(
        Comparator.comparingDouble(Operation::pathShare)
            .thenComparingDouble(Operation::savedNanos)
            .reversed()
            .thenComparing(Operation::service)
            .thenComparing(Operation::name));
    List<Service> byService = new ArrayList<>();
    services.forEach((code, of) ->
        byService.add(
            new Service(
                names.service(code),
                of.requests / requests,
                share(of.exclusive),
                of.exclusive / requests,
                of.saved / requests,
                share(of.saved),
                of.evidence.evidence())));
    byService.sort(
        Comparator.comparingDouble(Service::pathShare).reversed().thenComparing(Service::service));
    return new CriticalPaths(requests, total, faster, listed, byService);
  }

  private double share(double nanos) {
    return total == 0 ? 0 : nanos / total;
  }

  private static Tally tally(Map<Integer, Tally> tallies, int code) {
    return tallies.computeIfAbsent(code, _ -> new Tally());
  }
}
