// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.batch;

import dev.clew.demo.platform.site.Site;
import dev.clew.demo.platform.wire.ObjectStore;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Language;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Scope;
import dev.clew.demo.telemetry.Service;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * Scores every customer for churn, in partitions spread over Ray workers. Instrumented as Ray is:
 * one span where a task is submitted, its child where it runs.
 */
public final class ChurnScoring {

  private static final Deployment DEPLOYMENT =
      Deployment.of("ray-worker", "2.51.0", Language.PYTHON);
  private static final Scope RAY = new Scope("ray.util.tracing.tracing_helper", "2.51.0");
  private static final Scope OWN = new Scope("shop.churn", "12.0.3");
  private static final Scope BOTOCORE =
      new Scope("opentelemetry.instrumentation.botocore", "0.60b1");
  private static final Operation SUBMIT = Operation.producer("score_partition ray.remote", RAY);
  private static final Operation EXECUTE =
      Operation.consumer("score_partition ray.remote_worker", RAY);
  private static final Operation PREDICT = Operation.internal("predict_batch", OWN);
  private static final Latency SUBMISSION = Latency.ofMillis(1.2, 5);
  private static final Latency PREDICTION = Latency.ofMillis(9_000, 19_000);
  private static final int PARTITION_COUNT = 8;
  private static final int PARTITION_ROWS = 25_000;
  private static final HexFormat HEX = HexFormat.of();

  private final ObjectStore lake = new ObjectStore("shop-lake", BOTOCORE);
  private final Service workers;

  /** The job at {@code site}, run every 30 minutes by {@code scheduler}. */
  public ChurnScoring(Site site, Scheduler scheduler) {
    this.workers = site.deploy(DEPLOYMENT, 3);
    scheduler.every(
        Duration.ofMinutes(30),
        Duration.ofMinutes(9),
        "churn_scoring",
        run -> run.task("score_customers", (flow, _) -> score(flow)));
  }

  private void score(Flow flow) {
    String jobId = HEX.toHexDigits(flow.random().nextInt());
    List<Consumer<Flow>> partitions = new ArrayList<>();
    for (int partition = 0; partition < PARTITION_COUNT; partition++) {
      int number = partition;
      partitions.add(branch -> submit(branch, jobId, number));
    }
    flow.parallel(partitions);
    lake.put(flow, "predictions/churn/" + jobId + ".parquet", 4_000_000);
  }

  private void submit(Flow flow, String jobId, int partition) {
    flow.runVoid(
        SUBMIT,
        submit -> {
          describe(flow, submit, jobId, "task");
          flow.spend(SUBMISSION);
          flow.serveVoid(
              workers,
              EXECUTE,
              execute -> {
                describe(flow, execute, jobId, "worker");
                lake.get(flow, "customers/part-" + partition + ".parquet", 5_000_000);
                flow.runVoid(PREDICT, predict -> predict(flow, predict));
              });
        });
  }

  private static void predict(Flow flow, Span span) {
    long startNanos = flow.nowNanos();
    flow.spend(PREDICTION);
    double seconds = (flow.nowNanos() - startNanos) / 1e9;
    span.setAttribute("ml.model.name", "churn");
    span.setAttribute("ml.model.version", "12");
    span.setAttribute("ml.framework", "xgboost");
    span.setAttribute("ml.batch.size", PARTITION_ROWS);
    span.setAttribute("ml.rows_per_second", PARTITION_ROWS / seconds);
    span.setAttribute("ml.prediction.confidence.mean", 0.81 + 0.02 * flow.random().nextGaussian());
    span.setAttribute("ml.prediction.confidence.std", 0.11 + 0.01 * flow.random().nextDouble());
  }

  private static void describe(Flow flow, Span span, String jobId, String remote) {
    span.setAttribute("ray.remote", remote);
    span.setAttribute("ray.function", "shop.churn.score_partition");
    span.setAttribute("ray.job_id", jobId);
    span.setAttribute("ray.task_id", HEX.toHexDigits(flow.random().nextLong()));
    span.setAttribute("ray.node_id", flow.replica().nodeName());
    span.setAttribute("ray.pid", 400 + flow.random().nextInt(200));
  }
}
