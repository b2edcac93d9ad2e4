// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.aggregate;

import dev.clew.analysis.aggregate.Batches.BatchOperation;
import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.figure.Request;
import dev.clew.analysis.figure.RequestAnalysis;
import dev.clew.analysis.path.BatchWait;
import dev.clew.analysis.path.BatchWaits;
import dev.clew.analysis.path.BatchWaits.Waiting;
import dev.clew.analysis.trace.TraceNames;
import dev.clew.model.Projection;
import dev.clew.model.TraceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds up what requests waited for in batches. Takes the requests first; then whoever reads the
 * store gives it the {@linkplain #waits linked traces}.
 *
 * <p>Threads: one at a time. Cost and memory: those of {@link BatchWaits}.
 */
public final class BatchAnalysis implements RequestAnalysis<List<BatchOperation>> {

  private final TraceNames names;
  private final BatchWaits waits = new BatchWaits();
  private double requests;
  private double total;

  /** An analysis that has seen nothing; {@code names} are those of the views that will come. */
  public BatchAnalysis(TraceNames names) {
    this.names = names;
  }

  private record Key(String service, String name, int waiting) {}

  private record BatchKey(TraceId trace, long span) {}

  private static final class Tally {
    private final EvidenceCollector evidence = new EvidenceCollector();
    private final Set<BatchKey> batches = new HashSet<>();
    private int request = -1;
    private double requests;
    private double waits;
    private double sizes;
    private double wait;
    private double share;
  }

  @Override
  public Projection reads() {
    return waits.reads();
  }

  @Override
  public void add(Request request) {
    requests += request.weight();
    total += request.weight() * request.durationNanos();
    waits.add(request.path());
  }

  /** What was taken in, to be given the traces that are linked with it. */
  public BatchWaits waits() {
    return waits;
  }

  @Override
  public List<BatchOperation> result() {
    Map<Key, Tally> tallies = new HashMap<>();
    waits.forEach((waiting, wait) -> {
      Key key = new Key(wait.service(), wait.operation(), waiting.operation());
      add(tallies.computeIfAbsent(key, _ -> new Tally()), waiting, wait);
    });
    List<BatchOperation> operations = new ArrayList<>();
    tallies.forEach((key, of) ->
        operations.add(
            new BatchOperation(
                key.service(),
                key.name(),
                names.service(names.serviceOf(key.waiting())),
                names.operation(key.waiting()),
                of.requests / requests,
                of.batches.size(),
                of.sizes / of.waits,
                of.wait / total,
                of.wait / requests,
                of.share / requests,
                of.evidence.evidence())));
    operations.sort(
        Comparator.comparingDouble(BatchOperation::waitNanos)
            .reversed()
            .thenComparing(BatchOperation::service)
            .thenComparing(BatchOperation::name)
            .thenComparing(BatchOperation::waitingService)
            .thenComparing(BatchOperation::waitingName));
    return operations;
  }

  private static void add(Tally of, Waiting waiting, BatchWait wait) {
    double weight = waiting.weight();
    if (of.request != waiting.request()) {
      of.request = waiting.request();
      of.requests += weight;
    }
    of.batches.add(new BatchKey(wait.batchTrace(), wait.batchSpan()));
    of.waits += weight;
    of.sizes += weight * wait.size();
    of.wait += weight * wait.lengthNanos();
    of.share += weight * wait.shareNanos();
    of.evidence.add(waiting.trace(), wait.lengthNanos());
  }
}
