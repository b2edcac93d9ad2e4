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
import java.util.TreeSet;

/**
 * Reads of features that a cache answers too rarely, and reads that no cache stands before.
 *
 * <p>A read is a span of operation {@code feature_lookup}, or one that names a feature view. One
 * that says whether a cache had it is judged by that; of the others the outermost, unless something
 * below it says so.
 */
final class FeatureCaches implements RuleCheck {

  private static final int LOOKUPS_MIN = 50;
  private static final double HIT_RATE_MIN = 0.85;
  private static final double HIT_RATE_GOAL = 0.95;
  private static final double MISS_COST_MIN = 1.5;

  /** What reading from a cache over the network takes, where none can be seen. */
  private static final long CACHE_READ_NANOS = 2_000_000;

  private final Map<Integer, Tally> cached = new LinkedHashMap<>(); // by operation
  private final Map<Integer, Uncached> uncached = new LinkedHashMap<>(); // by operation
  private boolean[] isLookup = {};
  private boolean[] saysHit = {};

  private static final class Tally {
    final Distribution hits = new Distribution();
    final Distribution misses = new Distribution();
    final EvidenceCollector evidence = new EvidenceCollector();
    final TreeSet<String> views = new TreeSet<>();
    double hitWaitNanos;
    double missWaitNanos;
  }

  private static final class Uncached {
    final Distribution waits = new Distribution();
    final EvidenceCollector evidence = new EvidenceCollector();
  }

  @Override
  public void add(SpanFacts spans) {
    if (isLookup.length < spans.end()) {
      isLookup = new boolean[Math.max(spans.end(), 2 * isLookup.length)];
      saysHit = new boolean[isLookup.length];
    }
    int row = spans.row();
    isLookup[row] = spans.step(row) == Step.FEATURE_LOOKUP || spans.has(Fact.FEATURE_VIEW);
    saysHit[row] = spans.has(Fact.CACHE_HIT);
    if (!isLookup[row] || !saysHit[row]) {
      return;
    }
    long nanos = spans.view().durationNanos(row);
    Tally tally = cached.computeIfAbsent(spans.operation(), _ -> new Tally());
    if (spans.has(Fact.FEATURE_VIEW)) {
      tally.views.add(spans.text(Fact.FEATURE_VIEW));
    }
    if (spans.isTrue(Fact.CACHE_HIT)) {
      tally.hits.add(nanos, spans.weight());
      tally.hitWaitNanos += spans.weight() * spans.waitNanos();
    } else {
      tally.misses.add(nanos, spans.weight());
      tally.missWaitNanos += spans.weight() * spans.waitNanos();
      tally.evidence.add(spans.view().traceId(), nanos);
    }
  }

  @Override
  public void endRequest(SpanFacts spans) {
    TraceView view = spans.view();
    int row = spans.root();
    while (row < spans.end()) {
      if (!isLookup[row]) {
        row++;
        continue;
      }
      if (!saysHitWithin(row, view.subtreeEnd(row))) {
        Uncached tally = uncached.computeIfAbsent(view.operation(row), _ -> new Uncached());
        tally.waits.add(spans.waitNanos(row), spans.weight());
        tally.evidence.add(view.traceId(), spans.waitNanos(row));
      }
      row = view.subtreeEnd(row);
    }
  }

  private boolean saysHitWithin(int begin, int end) {
    for (int row = begin; row < end; row++) {
      if (saysHit[row]) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void conclude(Conclusions to) {
    cached.forEach((operation, tally) -> concludeCached(to, operation, tally));
    uncached.forEach((operation, tally) -> concludeUncached(to, operation, tally));
  }

  private static void concludeCached(Conclusions to, int operation, Tally tally) {
    double lookups = tally.hits.weight() + tally.misses.weight();
    double rate = tally.hits.weight() / lookups;
    boolean missesCost = tally.misses.mean() >= MISS_COST_MIN * tally.hits.mean();
    if (tally.hits.size() + tally.misses.size() < Math.max(LOOKUPS_MIN, to.samplesMin())
        || rate >= HIT_RATE_MIN
        || !missesCost) {
      return;
    }
    boolean neverHits = tally.hits.size() == 0;
    double hitWait = neverHits ? 0 : tally.hitWaitNanos / tally.hits.weight();
    double missWait = tally.missWaitNanos / tally.misses.weight();
    double becomeHits = (HIT_RATE_GOAL - rate) * lookups;
    Conclusions.Place place = to.operation(operation);
    String of = tally.views.isEmpty() ? "" : " of " + Words.list(List.copyOf(tally.views));
    to.add(
        Rule.FEATURE_CACHE,
        place,
        "the cache answers %s of reads%s in %s; a miss takes %s%s: %s"
            .formatted(
                neverHits ? "none" : Words.percent(rate),
                of,
                Words.service(place.service()),
                Words.duration(tally.misses.mean()),
                neverHits ? "" : ", a hit " + Words.duration(tally.hits.mean()),
                neverHits
                    ? "see whether it works, and how long it keeps what"
                    : "keep features longer, or load them before they are read"),
        to.latency(
            becomeHits * Math.max(0, missWait - hitWait),
            "as if %s of reads were hits that are waited for as those seen%s"
                .formatted(
                    Words.percent(HIT_RATE_GOAL), neverHits ? " (none was: an upper bound)" : "")),
        List.of(
            Measured.count("reads", lookups),
            Measured.share("hit rate", rate),
            Measured.nanos("miss, mean", tally.misses.mean()),
            Measured.nanos("hit, mean", neverHits ? Double.NaN : tally.hits.mean())),
        tally.evidence.evidence());
  }

  private static void concludeUncached(Conclusions to, int operation, Uncached tally) {
    if (tally.waits.size() < Math.max(LOOKUPS_MIN, to.samplesMin())) {
      return;
    }
    Conclusions.Place place = to.operation(operation);
    to.add(
        Rule.FEATURE_CACHE,
        place,
        "requests wait %s for %s in %s, which no cache seems to stand before: cache what it reads"
            .formatted(
                Words.duration(tally.waits.mean()),
                place.operation(),
                Words.service(place.service())),
        to.latency(
            HIT_RATE_GOAL * tally.waits.excessOver(CACHE_READ_NANOS),
            "as if %s of reads came from a cache in %s"
                .formatted(Words.percent(HIT_RATE_GOAL), Words.duration(CACHE_READ_NANOS))),
        List.of(
            Measured.count("reads", tally.waits.weight()),
            Measured.nanos("wait, mean", tally.waits.mean()),
            Measured.nanos("wait, p95", tally.waits.quantile(0.95))),
        tally.evidence.evidence());
  }
}
