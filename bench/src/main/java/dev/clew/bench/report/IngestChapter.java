// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.report;

import dev.clew.bench.ingest.Load;
import dev.clew.bench.ingest.ServerProcess;
import dev.clew.bench.report.Figure.Goal.AtLeast;
import dev.clew.bench.report.Figure.Goal.AtMost;
import java.util.List;

/** What spans cost on their way in: warm, as fast as two senders can, again and again. */
final class IngestChapter {

  private final ReportPlan plan;
  private final double cpuSecondsMax;

  /**
   * A chapter.
   *
   * @param cpuSecondsMax the goal, per million spans
   */
  IngestChapter(ReportPlan plan, double cpuSecondsMax) {
    this.plan = plan;
    this.cpuSecondsMax = cpuSecondsMax;
  }

  /** Sends the spans of all runs, and what is missing to the number that is to be stored. */
  Chapter measure(ServerProcess server, Load load) throws Exception {
    long sent = load.send(server.tracesUri(), plan.warmupSpans(), Double.POSITIVE_INFINITY);
    double[] cpuSeconds = new double[plan.runs()];
    double[] spansPerSecond = new double[plan.runs()];
    double[] spansPerCore = new double[plan.runs()];
    for (int i = 0; i < plan.runs(); i++) {
      double cpuBefore = server.cpuTime().toNanos() / 1e9;
      long beginNanos = System.nanoTime();
      long spans = load.send(server.tracesUri(), plan.runSpans(), Double.POSITIVE_INFINITY);
      spansPerSecond[i] = spans * 1e9 / (System.nanoTime() - beginNanos);
      double cpu = server.cpuTime().toNanos() / 1e9 - cpuBefore;
      cpuSeconds[i] = cpu * 1e6 / spans;
      spansPerCore[i] = spans / cpu;
      sent += spans;
    }
    if (sent < plan.storedSpans()) {
      load.send(server.tracesUri(), plan.storedSpans() - sent, Double.POSITIVE_INFINITY);
    }
    return new Chapter(
        "Ingest",
        List.of(
            Figure.of(
                "CPU seconds per million spans, whole server",
                "s",
                new AtMost(cpuSecondsMax),
                cpuSeconds),
            Figure.of("spans per CPU second", "1/s", new AtLeast(250_000), spansPerCore),
            Figure.of("spans per second", "1/s", new Figure.Goal.None(), spansPerSecond)),
        List.of(
            "OTLP over HTTP from two senders on the same machine, each answer after the disk was"
                + " forced; flush, merge, compiler and collector included.",
            "%s after %s to warm up, %s runs."
                .formatted(
                    Numbers.format(plan.runSpans()) + " spans",
                    Numbers.format(plan.warmupSpans()),
                    plan.runs())));
  }
}
