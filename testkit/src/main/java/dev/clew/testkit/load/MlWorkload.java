// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.load;

import static dev.clew.testkit.load.SpanShape.CLIENT;
import static dev.clew.testkit.load.SpanShape.INTERNAL;
import static dev.clew.testkit.load.SpanShape.SERVER;

import java.util.List;

/**
 * The spans of a platform that serves model predictions: 12 per trace over six services, five to
 * six attributes each on average and nine on every resource, about 250 bytes of OTLP per span.
 *
 * <p>A million users, a hundred million entities and an id per request make its values as numerous
 * as real ones; models, versions, experiments and operations are few. One trace in a hundred fails
 * on the GPU.
 *
 * <pre>
 * gateway        POST /v1/predict
 * gateway        ├─ auth.Verify
 * auth           │  └─ auth.v1.Auth/Verify
 * model-router   └─ route prediction
 * feature-store     ├─ features.v1.Online/Get
 * feature-store     │  ├─ MGET
 * feature-store     │  └─ SELECT features
 * result-cache      ├─ GET prediction
 * model-server      └─ inference.v2/ModelInfer
 * model-server         ├─ preprocess
 * model-server         ├─ gpu inference
 * model-server         └─ postprocess
 * </pre>
 */
public final class MlWorkload {

  private static final int USER = 0;
  private static final int ENTITY = 1;
  private static final int REQUEST = 2;
  private static final int MODEL = 3;
  private static final int VERSION = 4;
  private static final int EXPERIMENT = 5;
  private static final int PLACE = 6; // which replica, which GPU
  private static final int BATCH = 7;
  private static final int OUTCOME = 8; // 0 good, 1 failed
  private static final int SUBJECTS = 9;

  private static final int TRACES_PER_FAILURE = 100;

  private static final SlotValue OK_OR_ERROR =
      SlotValue.oneOf(OUTCOME, List.of(new byte[] {1}, new byte[] {2}));
  private static final SlotValue HTTP_200_OR_500 =
      SlotValue.oneOf(OUTCOME, List.of(new byte[] {(byte) 0xC8, 1}, new byte[] {(byte) 0xF4, 3}));
  private static final SlotValue TRUE_OR_FALSE =
      SlotValue.oneOf(ENTITY, List.of(new byte[] {1}, new byte[] {1}, new byte[] {0}));
  private static final SlotValue MODEL_NAME =
      SlotValue.oneOf(MODEL, "ranker-large", "ranker-small", "fraud-detect", "churn-scorer");
  private static final SlotValue MODEL_VERSION =
      SlotValue.oneOf(VERSION, "2026.07.1", "2026.08.0", "2026.08.1");
  private static final SlotValue USER_DIGITS = SlotValue.digits(6, USER);
  private static final SlotValue ENTITY_DIGITS = SlotValue.digits(8, ENTITY);

  private static final List<SpanShape> SHAPES =
      List.of(
          new SpanShape(0, -1, "POST /v1/predict", SERVER, 0, 1000, gatewayRequest()),
          new SpanShape(0, 0, "auth.Verify", CLIENT, 10, 60, grpcCall("auth.v1.Auth", "Verify")),
          new SpanShape(1, 1, "auth.v1.Auth/Verify", SERVER, 15, 40, verification()),
          new SpanShape(2, 0, "route prediction", SERVER, 80, 900, routing()),
          new SpanShape(3, 3, "features.v1.Online/Get", SERVER, 100, 250, featureLookup()),
          new SpanShape(3, 4, "MGET", CLIENT, 110, 60, redisRead()),
          new SpanShape(3, 4, "SELECT features", CLIENT, 180, 70, postgresRead()),
          new SpanShape(4, 3, "GET prediction", SERVER, 360, 30, cacheLookup()),
          new SpanShape(5, 3, "inference.v2/ModelInfer", SERVER, 400, 500, inference()),
          new SpanShape(5, 8, "preprocess", INTERNAL, 405, 45, preprocessing()),
          new SpanShape(5, 8, "gpu inference", INTERNAL, 460, 280, gpuWork()),
          new SpanShape(5, 8, "postprocess", INTERNAL, 745, 5, postprocessing()));

  private MlWorkload() {}

  /** The requests of a plan. */
  public static Workload of(LoadPlan plan) {
    List<Attributes> resources =
        List.of(
            resource("gateway"),
            resource("auth"),
            resource("model-router"),
            resource("feature-store"),
            resource("result-cache"),
            resource("model-server"));
    return new TemplateWorkload(
        plan,
        SHAPES,
        ServiceSpans.templates(plan, resources, "ml-platform", SHAPES, OK_OR_ERROR),
        SUBJECTS,
        trace ->
            trace.subjects[OUTCOME] = trace.subjects[OUTCOME] % TRACES_PER_FAILURE == 0 ? 1 : 0);
  }

  private static Attributes resource(String serviceName) {
    return new Attributes()
        .text("service.name", serviceName)
        .text("service.namespace", "prediction")
        .text("service.version", "4.12.0")
        .text("service.instance.id", "2b1f6c1e-7b0d-4c58-9f0f-3f7f5f1d" + serviceName.length())
        .text("deployment.environment.name", "production")
        .text("k8s.pod.name", serviceName + "-7d9c5b6f4-x2x8q")
        .text("k8s.node.name", "gpu-pool-a-17")
        .text("cloud.region", "eu-central-1")
        .text("telemetry.sdk.language", "java");
  }

  private static Attributes gatewayRequest() {
    return new Attributes()
        .text("http.request.method", "POST")
        .text("http.route", "/v1/predict")
        .number("http.response.status_code", HTTP_200_OR_500)
        .text("user.id", "user-", USER_DIGITS)
        .text("request.id", SlotValue.hex(REQUEST));
  }

  private static Attributes grpcCall(String service, String method) {
    return new Attributes()
        .text("rpc.system", "grpc")
        .text("rpc.service", service)
        .text("rpc.method", method)
        .text("server.address", "auth.prediction");
  }

  private static Attributes verification() {
    return new Attributes()
        .text("rpc.system", "grpc")
        .text("rpc.method", "Verify")
        .text("user.id", "user-", USER_DIGITS)
        .bool("auth.token.cached", TRUE_OR_FALSE)
        .number("auth.token.age_s", SlotValue.number(11));
  }

  private static Attributes routing() {
    return new Attributes()
        .text("ml.experiment.id", SlotValue.oneOf(EXPERIMENT, "exp-ranking-114", "exp-ranking-115"))
        .text("ml.experiment.variant", SlotValue.oneOf(EXPERIMENT, "treatment-a", "control-000"))
        .text("ml.model.name", MODEL_NAME)
        .text("ml.model.version", MODEL_VERSION)
        .text("user.id", "user-", USER_DIGITS);
  }

  private static Attributes featureLookup() {
    return new Attributes()
        .text("feature.view", SlotValue.oneOf(MODEL, "user_activity", "item_features"))
        .text("entity.id", "entity-", ENTITY_DIGITS)
        .number("feature.count", SlotValue.number(6))
        .number("feature.age_ms", SlotValue.number(12))
        .bool("feature.cache.hit", TRUE_OR_FALSE)
        .text("feature_store.version", "online-v12");
  }

  private static Attributes redisRead() {
    return new Attributes()
        .text("db.system.name", "redis")
        .text("db.operation.name", "MGET")
        .number("db.operation.batch.size", SlotValue.number(6))
        .text("server.address", SlotValue.oneOf(PLACE, "redis-0.cache", "redis-1.cache"))
        .number("server.port", 6379)
        .text("entity.id", "entity-", ENTITY_DIGITS);
  }

  private static Attributes postgresRead() {
    return new Attributes()
        .text("db.system.name", "postgresql")
        .text("db.namespace", "features")
        .text("db.operation.name", "SELECT")
        .text("db.collection.name", SlotValue.oneOf(MODEL, "user_daily", "item_daily"))
        .number("db.response.returned_rows", SlotValue.number(5))
        .text("entity.id", "entity-", ENTITY_DIGITS);
  }

  private static Attributes cacheLookup() {
    return new Attributes()
        .text("db.system.name", "redis")
        .text("db.operation.name", "GET")
        .text("cache.key", "pred:", SlotValue.hex(ENTITY))
        .bool("cache.hit", TRUE_OR_FALSE);
  }

  private static Attributes inference() {
    return new Attributes()
        .text("ml.model.name", MODEL_NAME)
        .text("ml.model.version", MODEL_VERSION)
        .text("ml.model.framework", SlotValue.oneOf(MODEL, "onnx-runtime", "tensorrt-llm"))
        .decimal("ml.queue.time_ms", SlotValue.fraction())
        .number("ml.input.bytes", SlotValue.number(13))
        .text("request.id", SlotValue.hex(REQUEST));
  }

  private static Attributes preprocessing() {
    return new Attributes()
        .text("ml.model.name", MODEL_NAME)
        .text("ml.stage", "tokenize")
        .number("ml.input.tokens", SlotValue.number(10))
        .number("ml.input.features", SlotValue.number(7))
        .bool("ml.input.truncated", TRUE_OR_FALSE);
  }

  private static Attributes gpuWork() {
    return new Attributes()
        .text("ml.model.name", MODEL_NAME)
        .text("ml.model.version", MODEL_VERSION)
        .text("ml.batch.id", "batch-", SlotValue.digits(8, BATCH))
        .number("ml.batch.size", SlotValue.number(5))
        .text("gpu.id", SlotValue.oneOf(PLACE, "gpu-0", "gpu-1", "gpu-2", "gpu-3"))
        .text("gpu.model", SlotValue.oneOf(PLACE, "H100-SXM", "A100-SXM"))
        .decimal("gpu.memory.utilization", SlotValue.fraction());
  }

  private static Attributes postprocessing() {
    return new Attributes()
        .text("ml.model.name", MODEL_NAME)
        .decimal("ml.prediction.score", SlotValue.fraction())
        .text("ml.prediction.label", SlotValue.oneOf(USER, "accept", "reject", "review"))
        .decimal("ml.prediction.threshold", SlotValue.fraction())
        .number("ml.output.bytes", SlotValue.number(9));
  }
}
