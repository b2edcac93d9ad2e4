// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.error;

import dev.clew.analysis.error.Errors.Origin;
import dev.clew.analysis.error.Errors.ServiceErrors;
import dev.clew.analysis.error.Errors.Together;
import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.figure.Request;
import dev.clew.analysis.figure.RequestAnalysis;
import dev.clew.analysis.figure.TimeBuckets;
import dev.clew.analysis.trace.TraceNames;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.Projection;
import dev.clew.model.SpanKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Finds where errors begin, how far they get, and what hides them. */
public final class ErrorAnalysis implements RequestAnalysis<Errors> {

  private static final Duration BUCKET = Duration.ofMinutes(1);
  private static final int TOGETHER_MAX = 20;

  private final TraceNames names;
  private final ErrorTypes types = new ErrorTypes();
  private final HiddenErrors hidden;
  private final TimeBuckets timeline = new TimeBuckets(BUCKET.toNanos());
  private final Map<OriginKey, OriginTally> origins = new HashMap<>();
  private final Map<Integer, Double> spansOfOperation = new HashMap<>();
  private final Map<Integer, double[]> services = new HashMap<>();
  private final Map<Integer, Double> requestsWith = new HashMap<>(); // by service
  private final Map<Long, Double> requestsWithBoth = new HashMap<>(); // by pair of services
  private double requests;
  private long requestNumber;
  private double failedRequests;
  private double requestsWithErrors;

  private record OriginKey(int operation, String type) {}

  private static final class OriginTally {
    final EvidenceCollector evidence = new EvidenceCollector();
    double count;
    double failedRequests;
    long lastFailed;
    String message = "";
  }

  /** An analysis of nothing yet. */
  public ErrorAnalysis(TraceNames names) {
    this.names = names;
    this.hidden = new HiddenErrors(names);
  }

  @Override
  public Projection reads() {
    return types.reads();
  }

  @Override
  public void add(Request request) {
    TraceView view = request.view();
    double weight = request.weight();
    boolean failed = view.isError(request.root());
    requests += weight;
    requestNumber++;
    failedRequests += failed ? weight : 0;
    NavigableSet<Integer> inError = new TreeSet<>();
    boolean[] passedOn = new boolean[view.size()]; // everything from here up to the request failed
    for (int row = request.root(); row < request.end(); row++) {
      spansOfOperation.merge(view.operation(row), weight, Double::sum);
      boolean error = view.isError(row);
      boolean childInError = hasChildInError(view, row);
      double[] service = services.computeIfAbsent(view.service(row), _ -> new double[4]);
      service[0] += weight;
      passedOn[row] = error && (row == request.root() || passedOn[view.parent(row)]);
      if (error) {
        inError.add(view.service(row));
        service[childInError ? 2 : 1] += weight;
        if (!childInError) {
          addOrigin(request, row, passedOn[row]);
        }
      } else if (childInError) {
        service[3] += weight;
        hidden.add(request, row);
      }
    }
    requestsWithErrors += inError.isEmpty() ? 0 : weight;
    timeline.add(
        view.startNanos(request.root()), weight, !inError.isEmpty(), request.durationNanos());
    addTogether(inError, weight);
  }

  @Override
  public Errors result() {
    return new Errors(
        requests,
        failedRequests,
        requestsWithErrors,
        origins(),
        serviceErrors(),
        timeline.list(),
        together(),
        hidden.list());
  }

  /** A consumer's failure is not its producer's: nobody waited for it. */
  private static boolean hasChildInError(TraceView view, int row) {
    for (int i = 0, count = view.childCount(row); i < count; i++) {
      int child = view.child(row, i);
      if (view.isError(child)
          && !(view.kind(row) == SpanKind.PRODUCER && view.kind(child) == SpanKind.CONSUMER)) {
        return true;
      }
    }
    return false;
  }

  private void addOrigin(Request request, int row, boolean passedOn) {
    TraceView view = request.view();
    OriginTally tally =
        origins.computeIfAbsent(
            new OriginKey(view.operation(row), types.of(view, row)), _ -> new OriginTally());
    tally.count += request.weight();
    if (passedOn && tally.lastFailed != requestNumber) {
      tally.lastFailed = requestNumber; // retries may fail a request many times
      tally.failedRequests += request.weight();
    }
    tally.message = tally.message.isEmpty() ? types.message(view, row) : tally.message;
    tally.evidence.add(view.traceId(), view.durationNanos(row));
  }

  private void addTogether(NavigableSet<Integer> inError, double weight) {
    for (int first : inError) {
      requestsWith.merge(first, weight, Double::sum);
      for (int second : inError.tailSet(first, false)) {
        requestsWithBoth.merge((long) first << 32 | second, weight, Double::sum);
      }
    }
  }

  private List<Origin> origins() {
    List<Origin> list = new ArrayList<>();
    origins.forEach((key, tally) ->
        list.add(
            new Origin(
                names.service(names.serviceOf(key.operation)),
                names.operation(key.operation),
                key.type,
                tally.count,
                tally.count / spansOfOperation.getOrDefault(key.operation, tally.count),
                tally.failedRequests,
                tally.message,
                tally.evidence.evidence())));
    list.sort(
        Comparator.comparingDouble(Origin::count)
            .reversed()
            .thenComparing(Origin::service)
            .thenComparing(Origin::operation)
            .thenComparing(Origin::type));
    return list;
  }

  private List<ServiceErrors> serviceErrors() {
    List<ServiceErrors> list = new ArrayList<>();
    services.forEach((service, figures) -> {
      if (figures[1] + figures[2] + figures[3] > 0) {
        list.add(
            new ServiceErrors(
                names.service(service), figures[0], figures[1], figures[2], figures[3]));
      }
    });
    list.sort(
        Comparator.comparingDouble(ServiceErrors::began)
            .thenComparingDouble(ServiceErrors::passedOn)
            .reversed()
            .thenComparing(ServiceErrors::service));
    return list;
  }

  private List<Together> together() {
    List<Together> list = new ArrayList<>();
    requestsWithBoth.forEach((pair, count) -> {
      int first = (int) (pair >>> 32);
      int second = (int) (long) pair;
      double expected =
          requestsWith.getOrDefault(first, 0.0) * requestsWith.getOrDefault(second, 0.0) / requests;
      list.add(new Together(names.service(first), names.service(second), count, count / expected));
    });
    list.sort(
        Comparator.comparingDouble(Together::lift)
            .thenComparingDouble(Together::count)
            .reversed()
            .thenComparing(Together::first)
            .thenComparing(Together::second));
    return list.size() > TOGETHER_MAX ? list.subList(0, TOGETHER_MAX) : list;
  }
}
