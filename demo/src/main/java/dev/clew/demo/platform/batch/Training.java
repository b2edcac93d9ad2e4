// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.batch;

import static io.opentelemetry.api.common.AttributeKey.longKey;

import dev.clew.demo.platform.site.Site;
import dev.clew.demo.platform.wire.Http;
import dev.clew.demo.platform.wire.HttpLibrary;
import dev.clew.demo.platform.wire.ObjectStore;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.sim.Strand;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Language;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Replica;
import dev.clew.demo.telemetry.Scope;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * The nightly training of the ranking model: one trace of about forty minutes and some 1,200 spans.
 * In one epoch the GPUs wait for data; now and then a step's gradients overflow and it is skipped.
 */
public final class Training {

  private static final Deployment DEPLOYMENT =
      Deployment.of("ranker-training", "8.0.0-rc2", Language.PYTHON).onGpus("NVIDIA H100 80GB");
  private static final Scope OWN = new Scope("shop.training", "8.0.0");
  private static final Scope BOTOCORE =
      new Scope("opentelemetry.instrumentation.botocore", "0.60b1");
  private static final Operation JOB = Operation.internal("train recommender-ranker", OWN);
  private static final Operation LOAD = Operation.internal("load_dataset", OWN);
  private static final Operation EPOCH = Operation.internal("epoch", OWN);
  private static final Operation STEP = Operation.internal("train_step", OWN);
  private static final Operation DATA = Operation.internal("data_loading", OWN);
  private static final Operation FORWARD = Operation.internal("forward", OWN);
  private static final Operation BACKWARD = Operation.internal("backward", OWN);
  private static final Operation ALL_REDUCE = Operation.internal("all_reduce", OWN);
  private static final Operation OPTIMIZER = Operation.internal("optimizer_step", OWN);
  private static final Operation EVALUATE = Operation.internal("evaluate", OWN);
  private static final Operation CHECKPOINT = Operation.internal("save_checkpoint", OWN);
  private static final Operation MLFLOW =
      Http.clientOperation(
          "mlflow.ml.svc.cluster.local",
          5000,
          "POST",
          "/api/2.0/mlflow/runs/log-batch",
          HttpLibrary.HTTPX);

  private static final Duration FIRST_AFTER = Duration.ofMinutes(10);
  private static final Duration INTERVAL = Duration.ofHours(2);
  private static final int EPOCH_COUNT = 4;
  private static final int STEP_COUNT = 50;
  private static final int STARVED_EPOCH = 3;
  private static final int GLOBAL_BATCH = 16_384;
  private static final double OVERFLOW = 0.01;
  private static final Latency LOADING = Latency.ofMillis(45_000, 80_000);
  private static final Latency DATA_WAIT = Latency.ofMillis(420, 1_100);
  private static final Latency FORWARD_PASS = Latency.ofMillis(2_900, 3_600);
  private static final Latency BACKWARD_PASS = Latency.ofMillis(4_300, 5_100);
  private static final Latency REDUCTION = Latency.ofMillis(1_300, 2_400);
  private static final Latency UPDATE = Latency.ofMillis(600, 800);
  private static final Latency EVALUATION = Latency.ofMillis(38_000, 55_000);
  private static final Latency LOGGING = Latency.ofMillis(18, 90);
  private static final HexFormat HEX = HexFormat.of();

  private final ObjectStore artifacts = new ObjectStore("shop-models", BOTOCORE);
  private final Replica worker;

  /** The job at {@code site}. */
  public Training(Site site) {
    this.worker = site.deploy(DEPLOYMENT, 1).replicas().getFirst();
    site.background(this::trainAgainAndAgain);
  }

  private void trainAgainAndAgain(Strand strand) {
    long nextNanos = strand.nowNanos() + FIRST_AFTER.toNanos();
    while (true) {
      strand.suspendUntil(Math.max(nextNanos, strand.nowNanos()));
      nextNanos += INTERVAL.toNanos();
      Flow flow = Flow.begin(strand);
      flow.serveVoid(worker, JOB, List.of(), span -> train(flow, span));
    }
  }

  private void train(Flow flow, Span span) {
    String runId = HEX.toHexDigits(flow.random().nextLong());
    span.setAttribute("mlflow.experimentId", "17");
    span.setAttribute("ml.train.run_id", runId);
    span.setAttribute("ml.model.name", "recommender-ranker");
    span.setAttribute("ml.model.version", "8");
    span.setAttribute("ml.dataset.name", "impressions-28d");
    span.setAttribute("ml.train.world_size", 4);
    flow.runVoid(
        LOAD,
        load -> {
          load.setAttribute("ml.dataset.rows", 81_400_000);
          flow.spend(LOADING);
        });
    for (int epoch = 1; epoch <= EPOCH_COUNT; epoch++) {
      int number = epoch;
      flow.runVoid(
          EPOCH.with(longKey("ml.train.epoch"), (long) epoch),
          epochSpan -> epoch(flow, epochSpan, number));
      flow.runVoid(MLFLOW, log -> log(flow, log));
      flow.runVoid(CHECKPOINT, checkpoint -> save(flow, checkpoint, runId, number));
    }
  }

  private static void epoch(Flow flow, Span span, int epoch) {
    double loss = 0;
    for (int index = 0; index < STEP_COUNT; index++) {
      int step = (epoch - 1) * STEP_COUNT + index;
      loss = flow.run(STEP, stepSpan -> step(flow, stepSpan, epoch, step));
    }
    double lastLoss = loss;
    flow.runVoid(
        EVALUATE,
        evaluate -> {
          flow.spend(EVALUATION);
          evaluate.setAttribute("ml.eval.auc", 0.79 - 0.06 * lastLoss);
          evaluate.setAttribute("ml.eval.ndcg_at_10", 0.45 - 0.05 * lastLoss);
        });
    span.setAttribute("ml.train.loss", lastLoss);
  }

  private static double step(Flow flow, Span span, int epoch, int step) {
    long startNanos = flow.nowNanos();
    flow.step(DATA, epoch == STARVED_EPOCH ? DATA_WAIT.times(6) : DATA_WAIT);
    long computeNanos = flow.nowNanos();
    flow.step(FORWARD, FORWARD_PASS);
    flow.runVoid(
        BACKWARD,
        _ -> {
          flow.spend(BACKWARD_PASS);
          flow.step(ALL_REDUCE, REDUCTION);
        });
    double loss = 0.31 + 0.9 * Math.exp(-step / 45.0) + 0.012 * flow.random().nextGaussian();
    boolean overflow = flow.chance(OVERFLOW);
    if (overflow) {
      span.addEvent("gradient.overflow", Attributes.of(longKey("loss_scale"), 32_768L));
    } else {
      flow.step(OPTIMIZER, UPDATE);
    }
    double stepNanos = flow.nowNanos() - startNanos;
    span.setAttribute("ml.train.epoch", epoch);
    span.setAttribute("ml.train.step", step);
    span.setAttribute("ml.train.loss", loss);
    span.setAttribute("ml.train.learning_rate", 3e-4 * Math.cos(step / 260.0));
    span.setAttribute("ml.train.grad_norm", 1.1 + 0.3 * Math.abs(flow.random().nextGaussian()));
    span.setAttribute("ml.train.update_skipped", overflow);
    span.setAttribute("ml.train.samples_per_second", GLOBAL_BATCH / (stepNanos / 1e9));
    span.setAttribute("ml.gpu.utilization", (flow.nowNanos() - computeNanos) / stepNanos * 0.97);
    return loss;
  }

  private static void log(Flow flow, Span span) {
    flow.spend(LOGGING);
    Http.recordAnswer(span, HttpLibrary.HTTPX, 200);
  }

  private void save(Flow flow, Span span, String runId, int epoch) {
    span.setAttribute("ml.train.epoch", epoch);
    artifacts.put(flow, "ranker/" + runId + "/epoch-" + epoch + ".safetensors", 940_000_000L);
  }
}
