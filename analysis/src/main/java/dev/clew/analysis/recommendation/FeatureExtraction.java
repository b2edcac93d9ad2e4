// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

import dev.clew.analysis.figure.Distribution;
import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.figure.Words;
import dev.clew.analysis.trace.TraceView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Features that are computed while requests wait: spans of operation {@code preprocess}. */
final class FeatureExtraction implements RuleCheck {

  private static final double WAIT_SHARE_MIN = 0.15;

  /** What reading a feature takes, where no read can be seen. */
  private static final long LOOKUP_NANOS = 5_000_000;

  private final Map<Integer, Tally> tallies = new LinkedHashMap<>(); // by operation
  private final Distribution lookups = new Distribution();

  private static final class Tally {
    final Distribution waits = new Distribution();
    final EvidenceCollector evidence = new EvidenceCollector();
  }

  @Override
  public void add(SpanFacts spans) {
    int row = spans.row();
    Step step = spans.step(row);
    if (step == Step.FEATURE_LOOKUP) {
      lookups.add(spans.view().durationNanos(row), spans.weight());
    }
    int parent = spans.parent(row);
    boolean isInner = parent != TraceView.NONE && spans.step(parent) == Step.PREPROCESS;
    if (step == Step.PREPROCESS && !isInner) {
      Tally tally = tallies.computeIfAbsent(spans.operation(), _ -> new Tally());
      tally.waits.add(spans.waitNanos(), spans.weight());
      tally.evidence.add(spans.view().traceId(), spans.waitNanos());
    }
  }

  @Override
  public void conclude(Conclusions to) {
    boolean isSeen = lookups.size() >= to.samplesMin();
    long lookup = isSeen ? lookups.quantile(0.5) : LOOKUP_NANOS;
    tallies.forEach((operation, tally) -> {
      Gain all = to.latency(tally.waits.sum(), "");
      if (tally.waits.size() < to.samplesMin() || all.share() < WAIT_SHARE_MIN) {
        return;
      }
      Conclusions.Place place = to.operation(operation);
      to.add(
          Rule.FEATURE_EXTRACTION,
          place,
          "%s of the time that requests wait is %s in %s (%s each): compute features ahead and read them"
              .formatted(
                  Words.percent(all.share()),
                  place.operation(),
                  Words.service(place.service()),
                  Words.duration(tally.waits.mean())),
          to.latency(
              tally.waits.excessOver(lookup),
              "as if what was computed were read in %s, %s"
                  .formatted(
                      Words.duration(lookup),
                      isSeen ? "the median of reads in these traces" : "an assumption")),
          List.of(
              Measured.count("computations", tally.waits.weight()),
              Measured.nanos("wait, mean", tally.waits.mean()),
              Measured.nanos("wait, p95", tally.waits.quantile(0.95)),
              Measured.share("share of all waiting", all.share())),
          tally.evidence.evidence());
    });
  }
}
