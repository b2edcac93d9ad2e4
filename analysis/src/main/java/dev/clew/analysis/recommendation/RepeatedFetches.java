// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.figure.Words;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Features of the same entity ({@code ml.feature.entity.id}) that one request reads more than once
 * with no cache to answer.
 */
final class RepeatedFetches implements RuleCheck {

  private static final int REPEATS_MIN = 10;
  private static final double REPEATED_MIN = 0.2;

  private final Map<Key, Tally> tallies = new LinkedHashMap<>();
  private final Map<Key, Set<String>> seen = new HashMap<>(); // in this request

  private record Key(int operation, String view) {}

  private static final class Tally {
    final EvidenceCollector evidence = new EvidenceCollector();
    double fetches;
    double repeats;
    double waitNanos;
  }

  @Override
  public void add(SpanFacts spans) {
    String entity = spans.text(Fact.ENTITY);
    if (entity.isEmpty()) {
      return;
    }
    Key key = new Key(spans.operation(), spans.text(Fact.FEATURE_VIEW));
    Tally tally = tallies.computeIfAbsent(key, _ -> new Tally());
    tally.fetches += spans.weight();
    boolean isRepeat = !seen.computeIfAbsent(key, _ -> new HashSet<>()).add(entity);
    if (isRepeat && !spans.isTrue(Fact.CACHE_HIT)) {
      tally.repeats += spans.weight();
      tally.waitNanos += spans.weight() * spans.waitNanos();
      tally.evidence.add(spans.view().traceId(), spans.waitNanos());
    }
  }

  @Override
  public void endRequest(SpanFacts spans) {
    seen.clear();
  }

  @Override
  public void conclude(Conclusions to) {
    tallies.forEach((key, tally) -> {
      double share = tally.repeats / tally.fetches;
      if (tally.evidence.spans() < Math.max(REPEATS_MIN, to.samplesMin()) || share < REPEATED_MIN) {
        return;
      }
      Conclusions.Place place = to.operation(key.operation);
      to.add(
          Rule.REPEATED_FETCH,
          place,
          "%s of reads%s in %s ask again for what the same request has read already: keep it for the request"
              .formatted(
                  Words.percent(share),
                  key.view.isEmpty() ? "" : " of " + key.view,
                  Words.service(place.service())),
          to.latency(tally.waitNanos, "the time that requests waited for the repeated reads"),
          List.of(
              Measured.count("reads", tally.fetches),
              Measured.count("repeated", tally.repeats),
              Measured.nanos("wait for a repeated one", tally.waitNanos / tally.repeats)),
          tally.evidence.evidence());
    });
  }
}
