// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.figure.Words;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.TraceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Models that are asked for one thing at a time: by one caller many times in a request, or by many
 * requests at once at an instance that computes batches of one.
 */
final class ModelBatching implements RuleCheck {

  private static final int EQUAL_CALLS_MIN = 5;
  private static final double BATCH_MEAN_MAX = 1.5;
  private static final int SINGLES_MIN = 50;
  private static final double OVERLAP_MIN = 0.3;
  private static final int BATCH_MAX = 32;

  private final Map<Group, Calls> groups = new LinkedHashMap<>();
  private final Map<Integer, Set<String>> batchIds = new HashMap<>(); // by model
  private final Map<Served, Singles> singles = new LinkedHashMap<>();
  private double[] batchOf = {}; // by row; NaN where a span does not say

  private record Group(int caller, int model) {}

  private record Served(int service, int model) {}

  private static final class Calls {
    final EvidenceCollector evidence = new EvidenceCollector();
    double times;
    double calls;
    double savedNanos;
  }

  private record Execution(String instance, long start, long nanos, double weight, TraceId id) {}

  private static final class Singles {
    final List<Execution> executions = new ArrayList<>();
    double batches;
    double items;
  }

  @Override
  public void add(SpanFacts spans) {
    if (batchOf.length < spans.end()) {
      batchOf = new double[Math.max(spans.end(), 2 * batchOf.length)];
    }
    int row = spans.row();
    double size = spans.number(Fact.BATCH_SIZE);
    batchOf[row] = size;
    int model = spans.model(row);
    if (Double.isNaN(size) || model == ModelCodes.NONE) {
      return;
    }
    String id = spans.text(Fact.BATCH_ID);
    if (!id.isEmpty() && !batchIds.computeIfAbsent(model, _ -> new HashSet<>()).add(id)) {
      return; // another span of the same batch
    }
    Singles tally = singles.computeIfAbsent(new Served(spans.service(), model), _ -> new Singles());
    tally.batches += spans.weight();
    tally.items += spans.weight() * size;
    if (size <= 1) {
      double seconds = spans.number(Fact.COMPUTE_SECONDS);
      TraceView view = spans.view();
      tally.executions.add(
          new Execution(
              spans.instance(),
              view.startNanos(row),
              Double.isNaN(seconds) ? view.durationNanos(row) : Math.round(seconds * 1e9),
              spans.weight(),
              view.traceId()));
    }
  }

  @Override
  public void endRequest(SpanFacts spans) {
    TraceView view = spans.view();
    for (int row = spans.root(); row < spans.end(); row++) {
      if (view.childCount(row) >= EQUAL_CALLS_MIN) {
        addCalls(spans, row);
      }
    }
  }

  private void addCalls(SpanFacts spans, int caller) {
    TraceView view = spans.view();
    Map<Integer, List<Integer>> byModel = new LinkedHashMap<>();
    for (int i = 0; i < view.childCount(caller); i++) {
      int call = view.child(caller, i);
      int entry =
          spans.isModelCall(call) || view.childCount(call) != 1 ? call : view.child(call, 0);
      if (spans.isModelCall(entry) && isSingle(view, call) && !view.isError(call)) {
        byModel.computeIfAbsent(spans.model(entry), _ -> new ArrayList<>()).add(call);
      }
    }
    byModel.forEach((model, calls) -> {
      if (calls.size() < EQUAL_CALLS_MIN) {
        return;
      }
      long sum = 0;
      long longest = 0;
      for (int call : calls) {
        sum += spans.waitNanos(call);
        longest = Math.max(longest, spans.waitNanos(call));
      }
      Calls tally =
          groups.computeIfAbsent(new Group(view.operation(caller), model), _ -> new Calls());
      tally.times += spans.weight();
      tally.calls += spans.weight() * calls.size();
      tally.savedNanos += spans.weight() * (sum - longest);
      tally.evidence.add(view.traceId(), sum - longest);
    });
  }

  private boolean isSingle(TraceView view, int call) {
    for (int row = call; row < view.subtreeEnd(call); row++) {
      if (batchOf[row] > 1) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void conclude(Conclusions to) {
    groups.forEach((group, tally) -> concludeCalls(to, group, tally));
    singles.forEach((served, tally) -> concludeSingles(to, served, tally));
  }

  private static void concludeCalls(Conclusions to, Group group, Calls tally) {
    if (tally.evidence.spans() < to.samplesMin()) {
      return;
    }
    Conclusions.Place place = to.operation(group.caller);
    double each = tally.calls / tally.times;
    to.add(
        Rule.REQUEST_BATCHING,
        new Conclusions.Place(place.service(), place.operation(), to.model(group.model)),
        "%s in %s asks %s %s times for one thing each: ask once for all"
            .formatted(
                place.operation(),
                Words.service(place.service()),
                to.model(group.model),
                Words.number(each)),
        to.latency(
            tally.savedNanos,
            "the time that requests waited for these calls less that for the longest, as if a batch took as"
                + " long as its slowest item: an upper bound"),
        List.of(
            Measured.count("requests with such calls", tally.times),
            Measured.count("calls each", each),
            Measured.nanos("saved each", tally.savedNanos / tally.times)),
        tally.evidence.evidence());
  }

  private static void concludeSingles(Conclusions to, Served served, Singles tally) {
    double mean = tally.items / tally.batches;
    if (tally.executions.size() < Math.max(SINGLES_MIN, to.samplesMin()) || mean > BATCH_MEAN_MAX) {
      return;
    }
    Overlap overlap = Overlap.of(tally.executions);
    double share = overlap.overlapping / overlap.count;
    if (share < OVERLAP_MIN) {
      return;
    }
    String service = to.names().service(served.service);
    String model = to.model(served.model);
    to.add(
        Rule.REQUEST_BATCHING,
        new Conclusions.Place(service, "", model),
        "%s computes %s one by one although %s of calls run beside others: compute them in batches"
            .formatted(Words.service(service), model, Words.percent(share)),
        new Gain(
            Gain.Kind.RESOURCES,
            overlap.savedNanos / overlap.nanos,
            Double.NaN,
            "of the model's busy time: calls that ran at once on an instance counted as one batch (up to "
                + BATCH_MAX
                + ") that takes as long as its longest: an upper bound"),
        List.of(
            Measured.count("calls", overlap.count),
            Measured.count("mean batch size", mean),
            Measured.share("calls beside others", share),
            Measured.nanos("busy time", overlap.nanos)),
        overlap.evidence.evidence());
  }

  /** What executions have in common in time, instance by instance. */
  private static final class Overlap {
    final EvidenceCollector evidence = new EvidenceCollector();
    double count;
    double overlapping;
    double nanos;
    double savedNanos;

    static Overlap of(List<Execution> executions) {
      List<Execution> sorted = new ArrayList<>(executions);
      sorted.sort(Comparator.comparing(Execution::instance).thenComparingLong(Execution::start));
      Overlap overlap = new Overlap();
      int begin = 0;
      while (begin < sorted.size()) {
        Execution first = sorted.get(begin);
        int end = begin + 1;
        while (end < sorted.size()
            && end - begin < BATCH_MAX
            && sorted.get(end).instance.equals(first.instance)
            && sorted.get(end).start < first.start + first.nanos) {
          end++;
        }
        overlap.add(sorted.subList(begin, end));
        begin = end;
      }
      return overlap;
    }

    private void add(List<Execution> together) {
      double sum = 0;
      double longest = 0;
      double weight = 0;
      for (Execution execution : together) {
        double busy = execution.weight * execution.nanos;
        sum += busy;
        longest = Math.max(longest, busy);
        weight += execution.weight;
      }
      nanos += sum;
      count += weight;
      if (together.size() > 1) {
        overlapping += weight;
        savedNanos += sum - longest;
        together.forEach(execution -> evidence.add(execution.id, execution.nanos));
      }
    }
  }
}
