// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

import dev.clew.analysis.figure.Distribution;
import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.figure.Words;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Batches that fail when they are large, as when a device runs out of memory. */
final class BatchLimits implements RuleCheck {

  /** Below this part of the failed sizes lie the few that failed for another reason. */
  private static final double STRAY = 0.05;

  /** Smaller batches must fail this much less often. */
  private static final double RATE_RATIO_MAX = 0.2;

  private final Map<Key, Tally> tallies = new LinkedHashMap<>();

  private record Key(int service, int model) {}

  private static final class Tally {
    final Distribution failed = new Distribution();
    final Distribution succeeded = new Distribution();
    final EvidenceCollector evidence = new EvidenceCollector();
    final Map<String, Integer> types = new HashMap<>();
  }

  @Override
  public void add(SpanFacts spans) {
    double size = spans.number(Fact.BATCH_SIZE);
    if (Double.isNaN(size)) {
      return;
    }
    Tally tally =
        tallies.computeIfAbsent(
            new Key(spans.service(), spans.model(spans.row())), _ -> new Tally());
    if (spans.view().isError(spans.row())) {
      tally.failed.add(Math.round(size), spans.weight());
      tally.evidence.add(spans.view().traceId(), Math.round(size));
      tally.types.merge(spans.text(Fact.ERROR_TYPE), 1, Integer::sum);
    } else {
      tally.succeeded.add(Math.round(size), spans.weight());
    }
  }

  @Override
  public void conclude(Conclusions to) {
    tallies.forEach((key, tally) -> {
      if (tally.failed.size() < to.samplesMin() || tally.succeeded.size() < to.samplesMin()) {
        return;
      }
      long limit = tally.failed.quantile(STRAY) - 1;
      double failedAbove = tally.failed.weightAbove(limit);
      double failedBelow = tally.failed.weight() - failedAbove;
      double goodAbove = tally.succeeded.weightAbove(limit);
      double goodBelow = tally.succeeded.weight() - goodAbove;
      double rateAbove = failedAbove / (failedAbove + goodAbove);
      double rateBelow = failedBelow / (failedBelow + goodBelow);
      if (limit < 1 || goodBelow < to.samplesMin() || rateBelow > RATE_RATIO_MAX * rateAbove) {
        return;
      }
      String service = to.names().service(key.service);
      to.add(
          Rule.BATCH_LIMIT,
          new Conclusions.Place(service, "", to.model(key.model)),
          "%s of batches of more than %s fail in %s (%s), %s of smaller ones: limit batches to %s"
              .formatted(
                  Words.percent(rateAbove),
                  Words.count(limit),
                  Words.service(service),
                  type(tally),
                  Words.percent(rateBelow),
                  Words.count(limit)),
          new Gain(
              Gain.Kind.ERRORS,
              Math.min(1, (rateAbove - rateBelow) * (failedAbove + goodAbove) / to.requests()),
              Double.NaN,
              "failed batches, by all requests, if large ones failed as rarely as small ones"),
          List.of(
              Measured.count("batches above", failedAbove + goodAbove),
              Measured.share("of which failed", rateAbove),
              Measured.count("batches below", failedBelow + goodBelow),
              Measured.share("of which failed", rateBelow)),
          tally.evidence.evidence());
    });
  }

  private static String type(Tally tally) {
    return tally.types.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .filter(type -> !type.isEmpty())
        .orElse("no error type");
  }
}
