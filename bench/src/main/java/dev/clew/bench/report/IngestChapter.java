// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.report;

import dev.clew.bench.ingest.Load;
import dev.clew.bench.ingest.ServerProcess;
import dev.clew.bench.report.Figure.Goal;
import dev.clew.bench.report.Figure.Goal.AtLeast;
import dev.clew.bench.report.Figure.Goal.AtMost;
import java.util.List;

/** What spans cost on their way in: warm, as fast as two senders can, again and again. */
final class IngestChapter {

  private final ReportPlan plan;
  private final Goal cpuSeconds;
  private final Goal spansPerCore;

  /**
   * A chapter.
   *
   * @param cpuSeconds the goal, per million spans
   * @param spansPerCore the goal, per CPU second
   */
  private IngestChapter(ReportPlan plan, Goal cpuSeconds, Goal spansPerCore) {
    this.plan = plan;
    this.cpuSeconds = cpuSeconds;
    this.spansPerCore = spansPerCore;
  }

  static IngestChapter ml(ReportPlan plan) {
    return new IngestChapter(plan, new AtMost(4), new AtLeast(250_000));
  }

  static IngestChapter tracegen(ReportPlan plan) {
    return new IngestChapter(plan, new AtMost(6), new Goal.None());
  }

  /** Sends the spans of all runs, and what is missing to the number that is to be stored. */
  Chapter measure(ServerProcess server, Load load) throws Exception {
    long sent = load.send(server.tracesUri(), plan.warmupSpans(), Double.POSITIVE_INFINITY);
    double[] cpuSecondsPerMillion = new double[plan.runs()];
    double[] spansPerSecond = new double[plan.runs()];
    double[] spansPerCpuSecond = new double[plan.runs()];
    for (int i = 0; i < plan.runs(); i++) {
      double cpuBefore = server.cpuTime().toNanos() / 1e9;
      long beginNanos = System.nanoTime();
      long spans = load.send(server.tracesUri(), plan.runSpans(), Double.POSITIVE_INFINITY);
      spansPerSecond[i] = spans * 1e9 / (System.nanoTime() - beginNanos);
      double cpu = server.cpuTime().toNanos() / 1e9 - cpuBefore;
      cpuSecondsPerMillion[i] = cpu * 1e6 / spans;
      spansPerCpuSecond[i] = spans / cpu;
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
                cpuSeconds,
                cpuSecondsPerMillion),
            Figure.of("spans per CPU second", "1/s", spansPerCore, spansPerCpuSecond),
            Figure.of("spans per second", "1/s", new Goal.None(), spansPerSecond)),
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
