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
import dev.clew.demo.platform.retrieval.VectorIndex;
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
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Language;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Scope;
import dev.clew.demo.telemetry.Service;
import dev.clew.demo.traffic.Visitor;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Chooses products for a visitor: candidates by vector search, features, then a ranking model that
 * gets the candidates in chunks, side by side.
 */
public final class Recommender {

  private static final Model V6 = model("6", Latency.ofMillis(4.2, 8));
  private static final Model V7 = model("7", Latency.ofMillis(4.6, 8.5));

  private static final Deployment DEPLOYMENT =
      Deployment.of("recommender", "3.18.0", Language.PYTHON);
  private static final ModelServer.Layout MODEL_SERVER =
      new ModelServer.Layout(
          Deployment.of("ranker-server", "0.16.0", Language.PYTHON)
              .onGpus("NVIDIA A10G", "NVIDIA L4"),
          4,
          List.of(V6, V7),
          new BatchPolicy(128, 4, 256));
  private static final Experiment EXPERIMENT =
      new Experiment(
          "ranker-v7",
          new Arm("control", "recommender-ranker", "6"),
          new Arm("treatment", "recommender-ranker", "7"),
          50);

  private static final Scope OWN = new Scope("shop.recommender", "3.18.0");
  private static final Scope REDIS_PY = new Scope("opentelemetry.instrumentation.redis", "0.60b1");
  private static final Operation RETRIEVE = Operation.internal("retrieve_candidates", OWN);
  private static final Operation RANK = Operation.internal("rank", OWN);
  private static final Operation DIVERSIFY = Operation.internal("diversify", OWN);
  private static final Latency DIVERSIFICATION = Latency.ofMillis(1.8, 6);
  private static final VectorIndex.Collection ITEMS =
      new VectorIndex.Collection("items_two_tower", 128, 3);

  private static final int CHUNK_ITEMS = 30;
  private static final double CACHED = 0.22;
  private static final double SLOW_FACTOR = 6;

  private final ExperimentRouter router;
  private final FeatureStore features;
  private final VectorIndex vectors;
  private final ModelServer models;
  private final Topic predictions;
  private final Http recommendations;
  private final Redis resultCache;

  /** What the recommender uses of the rest of the platform. */
  public record Collaborators(
      ExperimentRouter router, FeatureStore features, VectorIndex vectors, Topic predictions) {}

  /** The recommender at {@code site}, with its own model server. */
  public Recommender(Site site, Collaborators collaborators) {
    Service service = site.deploy(DEPLOYMENT, 3);
    this.router = collaborators.router();
    this.features = collaborators.features();
    this.vectors = collaborators.vectors();
    this.predictions = collaborators.predictions();
    this.models = new ModelServer(site, MODEL_SERVER, slowdown(site.timetable()));
    this.recommendations =
        Http.endpoint(service, "GET", "/recommendations", HttpLibrary.ENVOY, HttpLibrary.FASTAPI);
    this.resultCache = new Redis("redis-results.data.svc.cluster.local", REDIS_PY);
  }

  /** Recommends products to {@code visitor}. */
  public void handle(Flow flow, Visitor visitor) {
    recommendations.callVoid(
        flow,
        span -> {
          span.setAttribute("url.query", "user=" + visitor.userId());
          span.setAttribute("user.id", visitor.userId());
          span.setAttribute("ml.customer.segment", visitor.segment().label());
          resultCache.run(flow, "GET", "GET rec:?", 1);
          boolean hit = flow.chance(CACHED);
          span.setAttribute("ml.cache.hit", hit);
          if (!hit) {
            recommend(flow, span, visitor);
          }
        });
  }

  private void recommend(Flow flow, Span span, Visitor visitor) {
    Arm arm = router.assign(flow, EXPERIMENT, visitor);
    Model model = arm.modelVersion().equals(V7.version()) ? V7 : V6;
    span.setAttribute("ml.experiment.name", EXPERIMENT.name());
    span.setAttribute("ml.experiment.arm", arm.name());
    span.setAttribute("ml.model.name", model.name());
    span.setAttribute("ml.model.version", model.version());
    int chunkCount = flow.random().nextInt(2, 6);
    int candidateCount = chunkCount * CHUNK_ITEMS;
    flow.runVoid(
        RETRIEVE,
        retrieve -> {
          retrieve.setAttribute("ml.candidate_count", candidateCount);
          vectors.search(flow, ITEMS, candidateCount);
        });
    features.lookUp(
        flow, List.of(FeatureView.USER_ACTIVITY, FeatureView.ITEM_STATS), candidateCount);
    rank(flow, model, chunkCount);
    flow.step(DIVERSIFY, DIVERSIFICATION);
    describeResult(flow, span);
    resultCache.run(flow, "SETEX", "SETEX rec:? 60 ?", 1);
    predictions.send(flow, visitor.userId());
  }

  private void rank(Flow flow, Model model, int chunkCount) {
    flow.runVoid(
        RANK,
        span -> {
          span.setAttribute("ml.chunk_count", chunkCount);
          List<Consumer<Flow>> chunks = new ArrayList<>();
          for (int chunk = 0; chunk < chunkCount; chunk++) {
            chunks.add(branch -> models.infer(branch, model, CHUNK_ITEMS));
          }
          try {
            flow.parallel(chunks);
          } catch (Failure failure) {
            span.addEvent(
                "fallback",
                Attributes.of(
                    AttributeKey.stringKey("fallback.to"),
                    "popularity",
                    AttributeKey.stringKey("error.type"),
                    failure.type()));
          }
        });
  }

  private static void describeResult(Flow flow, Span span) {
    double top = 0.55 + 0.4 * flow.random().nextDouble();
    List<Double> scores = new ArrayList<>();
    for (int place = 0; place < 5; place++) {
      scores.add(Math.round(top * Math.pow(0.93, place) * 1e4) / 1e4);
    }
    span.setAttribute(AttributeKey.doubleArrayKey("ml.prediction.top_scores"), scores);
    span.setAttribute("ml.prediction.confidence", scores.getFirst());
  }

  /** Version 7 on an L4 loses its compiled engine while the incident lasts. */
  private static ModelServer.Slowdown slowdown(Timetable timetable) {
    return (model, gpuType, nowNanos) ->
        model.equals(V7)
                && gpuType.equals("NVIDIA L4")
                && timetable.active(Incidents.SLOW_MODEL_VERSION, nowNanos)
            ? SLOW_FACTOR
            : 1;
  }

  private static Model model(String version, Latency launch) {
    return new Model(
        "recommender-ranker",
        version,
        "tensorrt",
        "FP16",
        List.of(210L),
        launch,
        Latency.ofMillis(0.05, 0.07));
  }
}
