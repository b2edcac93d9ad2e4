// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.dependency;

import dev.clew.analysis.dependency.Dependencies.Call;
import dev.clew.analysis.dependency.Dependencies.Chain;
import dev.clew.analysis.figure.Distribution;
import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.figure.Request;
import dev.clew.analysis.figure.RequestAnalysis;
import dev.clew.analysis.path.CriticalPath;
import dev.clew.analysis.trace.Concepts;
import dev.clew.analysis.trace.SpanAttribute;
import dev.clew.analysis.trace.TraceNames;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.Projection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Calls between services, their patterns, and the chains that requests wait for. */
public final class DependencyAnalysis implements RequestAnalysis<Dependencies> {

  private static final int CHAINS_MAX = 20;

  private final TraceNames names;
  private final CallPatterns patterns;
  private final SpanAttribute cacheHit = new Concepts().cacheHit();
  private final Map<Long, Tally> calls = new HashMap<>(); // by caller and callee
  private final Map<List<Integer>, ChainTally> chains = new HashMap<>();
  private double requests;
  private double requestNanos;

  private static final class Tally {
    final Distribution latency = new Distribution();
    final EvidenceCollector evidence = new EvidenceCollector();
    final TreeSet<Integer> operations = new TreeSet<>();
    double errors;
    double retries;
    double hits;
    double asked; // whether a cache had it
    double criticalNanos;
    double requests;
    long lastRequest;
  }

  private static final class ChainTally {
    final Distribution latency = new Distribution();
    final EvidenceCollector evidence = new EvidenceCollector();
  }

  private long requestNumber;

  /** An analysis of nothing yet. */
  public DependencyAnalysis(TraceNames names) {
    this.names = names;
    this.patterns = new CallPatterns(names);
  }

  @Override
  public Projection reads() {
    return SpanAttribute.reads(cacheHit);
  }

  @Override
  public void add(Request request) {
    requestNumber++;
    requests += request.weight();
    requestNanos += request.weight() * request.durationNanos();
    TraceView view = request.view();
    long[] critical = criticalBelow(request);
    for (int row = request.root() + 1; row < request.end(); row++) {
      int parent = view.parent(row);
      if (view.service(parent) != view.service(row)) {
        addCall(request, parent, row, critical[row]);
      }
    }
    patterns.add(request);
    addChain(request);
  }

  @Override
  public Dependencies result() {
    return new Dependencies(requests, calls(), patterns.list(), chains());
  }

  private void addCall(Request request, int parent, int row, long criticalNanos) {
    TraceView view = request.view();
    double weight = request.weight();
    Tally tally = calls.computeIfAbsent(pair(view, parent, row), _ -> new Tally());
    tally.latency.add(view.durationNanos(row), weight);
    tally.evidence.add(view.traceId(), view.durationNanos(row));
    tally.operations.add(view.operation(row));
    tally.errors += view.isError(row) ? weight : 0;
    tally.retries += isRetry(view, row) ? weight : 0;
    tally.criticalNanos += weight * criticalNanos;
    int said = cacheHit.isPresent(view, row) ? row : parent;
    if (cacheHit.isPresent(view, said)) {
      tally.asked += weight;
      tally.hits += cacheHit.isTrue(view, said) ? weight : 0;
    }
    if (tally.lastRequest != requestNumber) {
      tally.lastRequest = requestNumber;
      tally.requests += weight;
    }
  }

  /** The time on the path at or below each span that is on it. */
  private static long[] criticalBelow(Request request) {
    TraceView view = request.view();
    CriticalPath path = request.path();
    long[] nanos = new long[view.size()];
    path.addExclusive(nanos);
    for (int i = path.spanCount() - 1; i > 0; i--) {
      int row = path.span(i);
      nanos[view.parent(row)] += nanos[row];
    }
    return nanos;
  }

  /** Whether the sibling of the same operation that came before it, or a parent's, had failed. */
  private static boolean isRetry(TraceView view, int row) {
    return repeatsFailure(view, row)
        || (view.childCount(view.parent(row)) == 1 && repeatsFailure(view, view.parent(row)));
  }

  private static boolean repeatsFailure(TraceView view, int row) {
    int parent = view.parent(row);
    if (parent == TraceView.NONE) {
      return false;
    }
    int before = row - 1; // of the sibling before: its last descendant
    while (before > parent && view.parent(before) != parent) {
      before = view.parent(before);
    }
    return before > parent
        && view.operation(before) == view.operation(row)
        && view.isError(before)
        && view.endNanos(before) <= view.startNanos(row);
  }

  private void addChain(Request request) {
    CriticalPath path = request.path();
    TraceView view = request.view();
    int longest = request.root();
    long most = -1;
    for (int section = 0; section < path.sectionCount(); section++) {
      if (path.lengthNanos(section) > most) {
        most = path.lengthNanos(section);
        longest = path.row(section);
      }
    }
    List<Integer> services = new ArrayList<>();
    for (int row = longest; ; row = view.parent(row)) {
      if (services.isEmpty() || services.getLast() != view.service(row)) {
        services.add(view.service(row));
      }
      if (row == request.root()) {
        break;
      }
    }
    ChainTally tally = chains.computeIfAbsent(services.reversed(), _ -> new ChainTally());
    tally.latency.add(request.durationNanos(), request.weight());
    tally.evidence.add(view.traceId(), request.durationNanos());
  }

  private List<Call> calls() {
    List<Call> list = new ArrayList<>();
    calls.forEach((pair, tally) -> {
      double count = tally.latency.weight();
      list.add(
          new Call(
              names.service((int) (pair >>> 32)),
              names.service((int) (long) pair),
              count,
              tally.latency.summary(),
              tally.errors / count,
              tally.operations.stream().map(names::operation).sorted().toList(),
              tally.retries,
              count / tally.requests,
              tally.asked == 0 ? Double.NaN : tally.hits / tally.asked,
              requestNanos == 0 ? 0 : tally.criticalNanos / requestNanos,
              tally.evidence.evidence()));
    });
    list.sort(
        Comparator.comparingDouble(Call::count)
            .reversed()
            .thenComparing(Call::caller)
            .thenComparing(Call::callee));
    return list;
  }

  private List<Chain> chains() {
    List<Chain> list = new ArrayList<>();
    chains.forEach((services, tally) ->
        list.add(
            new Chain(
                services.stream().map(names::service).toList(),
                tally.latency.weight(),
                tally.latency.summary(),
                tally.evidence.evidence())));
    list.sort(
        Comparator.comparingDouble(Chain::count)
            .reversed()
            .thenComparing(chain -> String.join("\n", chain.services())));
    return list.size() > CHAINS_MAX ? list.subList(0, CHAINS_MAX) : list;
  }

  private static long pair(TraceView view, int parent, int row) {
    return (long) view.service(parent) << 32 | view.service(row);
  }
}
