// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

import dev.clew.analysis.figure.Distribution;
import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.figure.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Spans that say of themselves that their instance had to start first ({@code faas.coldstart}),
 * against those of the same operation that were served warm.
 */
final class ColdStarts implements RuleCheck {

  private static final int COLD_MIN = 5;

  private final Map<Integer, Tally> tallies = new LinkedHashMap<>(); // by operation

  private static final class Tally {
    final Distribution warm = new Distribution();
    final Distribution cold = new Distribution();
    final Distribution coldWaits = new Distribution();
    final EvidenceCollector evidence = new EvidenceCollector();
  }

  @Override
  public void add(SpanFacts spans) {
    if (!spans.has(Fact.COLD_START)) {
      return;
    }
    Tally tally = tallies.computeIfAbsent(spans.operation(), _ -> new Tally());
    long nanos = spans.view().durationNanos(spans.row());
    if (spans.isTrue(Fact.COLD_START)) {
      tally.cold.add(nanos, spans.weight());
      tally.coldWaits.add(spans.waitNanos(), spans.weight());
      tally.evidence.add(spans.view().traceId(), nanos);
    } else {
      tally.warm.add(nanos, spans.weight());
    }
  }

  @Override
  public void conclude(Conclusions to) {
    tallies.forEach((operation, tally) -> {
      if (tally.cold.size() < COLD_MIN || tally.warm.size() < to.samplesMin()) {
        return;
      }
      long usual = tally.warm.quantile(0.5);
      double share = tally.cold.weight() / (tally.cold.weight() + tally.warm.weight());
      to.add(
          Rule.COLD_START,
          to.operation(operation),
          "%s of calls of %s in %s start cold and take %s instead of %s: keep instances warm"
              .formatted(
                  Words.percent(share),
                  to.names().operation(operation),
                  Words.service(to.names().service(to.names().serviceOf(operation))),
                  Words.duration(tally.cold.mean()),
                  Words.duration(usual)),
          to.latency(
              tally.coldWaits.excessOver(usual),
              "what requests waited for cold calls beyond the median of warm ones"),
          List.of(
              Measured.count("cold calls", tally.cold.weight()),
              Measured.share("share of calls", share),
              Measured.nanos("cold, mean", tally.cold.mean()),
              Measured.nanos("warm, median", usual)),
          tally.evidence.evidence());
    });
  }
}
