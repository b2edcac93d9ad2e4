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

/**
 * Messages of more than a mebibyte. What their size costs is the slope of the best line through
 * size and latency of the operation's calls, where there is one; calls that are all of one size are
 * taken to move at a gigabit per second.
 */
final class Payloads implements RuleCheck {

  private static final double LARGE_BYTES = 1 << 20;
  private static final double EXPLAINED_MIN = 0.3;
  private static final double VARIED_MIN = 0.1;
  private static final double NANOS_PER_BYTE_ASSUMED = 8;
  private static final double SAME_SIZE = 0.01;

  private static final List<Fact> SIZES =
      List.of(
          Fact.REQUEST_BYTES,
          Fact.RESPONSE_BYTES,
          Fact.MESSAGE_BYTES,
          Fact.INPUT_BYTES,
          Fact.OUTPUT_BYTES);

  private final Map<Integer, Tally> tallies = new LinkedHashMap<>(); // by operation
  private double[] bytesOf = {}; // by row, 0 where a span does not say

  private static final class Tally {
    final Distribution sizes = new Distribution();
    final Line line = new Line();
    final EvidenceCollector evidence = new EvidenceCollector();
    double large;
    double excessBytes; // over the limit, in proportion to how much of the call was waited for
    double largeWaitNanos;
  }

  @Override
  public void add(SpanFacts spans) {
    if (bytesOf.length < spans.end()) {
      bytesOf = new double[Math.max(spans.end(), 2 * bytesOf.length)];
    }
    double bytes = 0;
    for (Fact size : SIZES) {
      if (spans.has(size)) {
        bytes = Math.max(bytes, spans.number(size));
      }
    }
    int row = spans.row();
    bytesOf[row] = bytes;
    int parent = spans.parent(row);
    boolean isSaid =
        parent != TraceView.NONE && Math.abs(bytesOf[parent] - bytes) <= SAME_SIZE * bytes;
    if (!(bytes > 0) || isSaid) {
      return; // nothing, or the other end of the same call
    }
    double nanos = spans.view().durationNanos(row);
    Tally tally = tallies.computeIfAbsent(spans.operation(), _ -> new Tally());
    tally.sizes.add(Math.round(bytes), spans.weight());
    tally.line.add(bytes, nanos, spans.weight());
    if (bytes > LARGE_BYTES) {
      tally.large += spans.weight();
      tally.largeWaitNanos += spans.weight() * spans.waitNanos();
      tally.evidence.add(spans.view().traceId(), Math.round(bytes));
      if (nanos > 0) {
        tally.excessBytes += spans.weight() * (bytes - LARGE_BYTES) * (spans.waitNanos() / nanos);
      }
    }
  }

  @Override
  public void conclude(Conclusions to) {
    tallies.forEach((operation, tally) -> {
      if (tally.evidence.spans() < to.samplesMin()) {
        return;
      }
      boolean isVaried = tally.line.variation() >= VARIED_MIN;
      if (isVaried && (tally.line.slope() <= 0 || tally.line.explained() < EXPLAINED_MIN)) {
        return; // size does not matter here
      }
      double nanosPerByte = isVaried ? tally.line.slope() : NANOS_PER_BYTE_ASSUMED;
      Conclusions.Place place = to.operation(operation);
      to.add(
          Rule.OVERSIZED_PAYLOAD,
          place,
          "%s in %s moves %s MiB at a time (p95 %s): send less, compress it, or send a reference"
              .formatted(
                  place.operation(),
                  Words.service(place.service()),
                  mebibytes(tally.sizes.mean()),
                  mebibytes(tally.sizes.quantile(0.95))),
          to.latency(
              Math.min(tally.largeWaitNanos, tally.excessBytes * nanosPerByte),
              "as if nothing were larger than 1 MiB, where each MiB takes %s: %s"
                  .formatted(
                      Words.duration(nanosPerByte * LARGE_BYTES),
                      isVaried
                          ? "the best line through size and latency"
                          : "1 Gbit/s, for all are of one size")),
          List.of(
              Measured.count("messages", tally.sizes.weight()),
              Measured.count("above 1 MiB", tally.large),
              Measured.bytes("size, mean", tally.sizes.mean()),
              Measured.bytes("size, p95", tally.sizes.quantile(0.95)),
              Measured.share("latency explained by size", tally.line.explained())),
          tally.evidence.evidence());
    });
  }

  private static String mebibytes(long bytes) {
    return mebibytes((double) bytes);
  }

  private static String mebibytes(double bytes) {
    return Words.number(bytes / LARGE_BYTES);
  }

  /** The best line through points, by least squares. */
  private static final class Line {
    private double weight;
    private double meanX;
    private double meanY;
    private double xx;
    private double xy;
    private double yy;

    void add(double x, double y, double w) {
      weight += w;
      double offX = x - meanX;
      double offY = y - meanY;
      meanX += offX * w / weight;
      meanY += offY * w / weight;
      xx += w * offX * (x - meanX);
      xy += w * offX * (y - meanY);
      yy += w * offY * (y - meanY);
    }

    double slope() {
      return xx == 0 ? 0 : xy / xx;
    }

    /** The part of the variance of y that the line explains. */
    double explained() {
      return xx == 0 || yy == 0 ? 0 : xy * xy / (xx * yy);
    }

    /** The standard deviation of x by its mean. */
    double variation() {
      return meanX == 0 ? 0 : Math.sqrt(xx / weight) / meanX;
    }
  }
}
