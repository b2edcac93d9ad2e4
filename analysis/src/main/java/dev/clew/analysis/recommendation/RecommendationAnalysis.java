// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

import dev.clew.analysis.capacity.Capacity;
import dev.clew.analysis.figure.Request;
import dev.clew.analysis.trace.TraceNames;
import dev.clew.model.Projection;
import java.util.List;

/**
 * All rules over requests, in one walk over their spans.
 *
 * <p>Threads: one at a time. Cost: linear in the spans; memory by what rules tell apart, and some
 * bytes for each model call and feature read.
 */
public final class RecommendationAnalysis {

  private final TraceNames names;
  private final int samplesMin;
  private final ModelCodes models = new ModelCodes();
  private final SpanFacts spans = new SpanFacts(models);
  private final List<RuleCheck> rules =
      List.of(
          new ModelLoads(),
          new ColdStarts(),
          new ModelBatching(),
          new BatchLimits(),
          new FeatureCaches(),
          new RepeatedFetches(),
          new FeatureExtraction(),
          new SequentialCalls(),
          new Scaling(),
          new RetryStorms(),
          new Payloads());
  private double requests;
  private double requestNanos;

  /**
   * An analysis of nothing yet.
   *
   * @param samplesMin how often something must have been seen to be judged
   */
  public RecommendationAnalysis(TraceNames names, int samplesMin) {
    this.names = names;
    this.samplesMin = samplesMin;
  }

  /** What it reads of spans by itself, beyond what every view has. */
  public Projection reads() {
    return spans.reads();
  }

  /** Takes a request in; those of one trace come together. */
  public void add(Request request) {
    requests += request.weight();
    requestNanos += request.weight() * request.durationNanos();
    spans.begin(request);
    for (int row = request.root(); row < request.end(); row++) {
      spans.at(row);
      for (RuleCheck rule : rules) {
        rule.add(spans);
      }
    }
    for (RuleCheck rule : rules) {
      rule.endRequest(spans);
    }
  }

  /** What to do, given also how much services and models carry. */
  public Recommendations result(Capacity capacity) {
    Conclusions conclusions =
        new Conclusions(
            names, models, new Conclusions.Whole(requests, requestNanos, samplesMin, capacity));
    for (RuleCheck rule : rules) {
      rule.conclude(conclusions);
    }
    return conclusions.recommendations();
  }
}
