// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.shop;

import dev.clew.demo.incident.Incidents;
import dev.clew.demo.incident.Timetable;
import dev.clew.demo.platform.edge.ExperimentRouter;
import dev.clew.demo.platform.edge.ExperimentRouter.Arm;
import dev.clew.demo.platform.edge.ExperimentRouter.Experiment;
import dev.clew.demo.platform.features.FeatureStore;
import dev.clew.demo.platform.features.FeatureView;
import dev.clew.demo.platform.serving.BatchPolicy;
import dev.clew.demo.platform.serving.Model;
import dev.clew.demo.platform.serving.ModelServer;
import dev.clew.demo.platform.site.Site;
import dev.clew.demo.platform.wire.Http;
import dev.clew.demo.platform.wire.HttpLibrary;
import dev.clew.demo.platform.wire.Redis;
import dev.clew.demo.platform.wire.Topic;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Language;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Scope;
import dev.clew.demo.telemetry.Service;
import dev.clew.demo.traffic.Visitor;
import io.opentelemetry.api.trace.Span;
import java.util.List;

/** Decides whether a payment may go through. */
public final class FraudScoring {

  /** The model that has been in use for a year. */
  public static final Model V3 = model("3", Latency.ofMillis(3.1, 6));

  /** The model on trial. */
  public static final Model V4 = model("4", Latency.ofMillis(3.6, 7));

  private static final Scope OWN = new Scope("com.shop.fraud", "6.3.1");
  private static final Scope LETTUCE = new Scope("io.opentelemetry.lettuce-5.1", "2.31.0-alpha");
  private static final Operation FEATURES = Operation.internal("assemble_features", OWN);
  private static final Operation RULES = Operation.internal("apply_rules", OWN);
  private static final Latency ASSEMBLY = Latency.ofMillis(0.6, 2);
  private static final Latency RULE_ENGINE = Latency.ofMillis(0.9, 4);

  private static final Deployment DEPLOYMENT =
      Deployment.of("fraud-scoring", "6.3.1", Language.JAVA);
  private static final ModelServer.Layout MODEL_SERVER =
      new ModelServer.Layout(
          Deployment.of("tabular-model-server", "0.16.0", Language.PYTHON).onGpus("Tesla T4"),
          2,
          List.of(V3, V4),
          new BatchPolicy(32, 4, 256));

  private static final Experiment EXPERIMENT =
      new Experiment(
          "fraud-v4-rollout",
          new Arm("control", "fraud-detector", "3"),
          new Arm("treatment", "fraud-detector", "4"),
          40);

  private static final double CACHED = 0.12;
  private static final double REVIEW_BELOW = 0.72;

  private final Timetable timetable;
  private final ExperimentRouter router;
  private final FeatureStore features;
  private final ModelServer models;
  private final Topic predictions;
  private final Http score;
  private final Redis resultCache;

  /** Fraud scoring at {@code site}, with its own model server. */
  public FraudScoring(
      Site site, ExperimentRouter router, FeatureStore features, Topic predictions) {
    Service service = site.deploy(DEPLOYMENT, 3);
    this.timetable = site.timetable();
    this.router = router;
    this.features = features;
    this.predictions = predictions;
    this.models = new ModelServer(site, MODEL_SERVER, ModelServer.Slowdown.NONE);
    this.score = Http.endpoint(service, "POST", "/v1/score", HttpLibrary.ENVOY, HttpLibrary.SPRING);
    this.resultCache = new Redis("redis-results.data.svc.cluster.local", LETTUCE);
  }

  /** Scores one payment of {@code visitor}. */
  public void handle(Flow flow, Visitor visitor) {
    score.callVoid(
        flow,
        span -> {
          span.setAttribute("user.id", visitor.userId());
          span.setAttribute("ml.customer.segment", visitor.segment().label());
          if (!cached(flow, span)) {
            predict(flow, span, visitor);
          }
        });
  }

  private boolean cached(Flow flow, Span span) {
    resultCache.run(flow, "GET", "GET fraud:result:?", 1);
    boolean hit = flow.chance(CACHED);
    span.setAttribute("ml.cache.hit", hit);
    return hit;
  }

  private void predict(Flow flow, Span span, Visitor visitor) {
    Arm arm = router.assign(flow, EXPERIMENT, visitor);
    Model model = arm.modelVersion().equals("4") ? V4 : V3;
    span.setAttribute("ml.experiment.name", EXPERIMENT.name());
    span.setAttribute("ml.experiment.arm", arm.name());
    span.setAttribute("ml.model.name", model.name());
    span.setAttribute("ml.model.version", model.version());
    features.lookUp(
        flow,
        List.of(FeatureView.USER_ACTIVITY, FeatureView.CARD_VELOCITY, FeatureView.MERCHANT_RISK),
        1);
    flow.step(FEATURES, ASSEMBLY);
    models.infer(flow, model, 1);
    decide(flow, span, model);
    resultCache.run(flow, "SETEX", "SETEX fraud:result:? 300 ?", 1);
    predictions.send(flow, visitor.userId());
  }

  private void decide(Flow flow, Span span, Model model) {
    flow.runVoid(
        RULES,
        rules -> {
          flow.spend(RULE_ENGINE);
          double confidence = confidence(flow, model);
          String decision =
              confidence < REVIEW_BELOW ? "manual_review" : flow.chance(0.02) ? "block" : "allow";
          rules.setAttribute("ml.prediction.confidence", confidence);
          span.setAttribute("ml.prediction.confidence", confidence);
          span.setAttribute("fraud.decision", decision);
        });
  }

  /** How sure the model is: normally very; version 4 less and less while it drifts. */
  private double confidence(Flow flow, Model model) {
    double progress = timetable.progress(Incidents.CONFIDENCE_DRIFT, flow.nowNanos());
    double drift = model.equals(V4) && progress > 0 ? 0.33 * progress : 0;
    double noise = 0.035 * flow.random().nextGaussian();
    return Math.clamp(0.93 - drift + noise, 0.05, 0.999);
  }

  private static Model model(String version, Latency launch) {
    return new Model(
        "fraud-detector",
        version,
        "onnxruntime",
        "FP32",
        List.of(77L),
        launch,
        Latency.ofMillis(0.08, 0.12));
  }
}
