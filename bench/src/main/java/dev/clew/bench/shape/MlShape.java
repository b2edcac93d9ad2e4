// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.shape;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.model.ValueType;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Predictions of an online service: 12 spans per trace over 6 services of 4 pods each, 5.5
 * attributes per span and 9 per resource. Users and entities are of high cardinality, models,
 * versions, routes and statuses of low; one trace in fifty fails. About 250 bytes of OTLP per span.
 */
final class MlShape implements SpanShape {

  private static final int PODS = 4;
  private static final int USERS = 2_000_000;
  private static final int ENTITIES = 10_000_000;
  private static final long TRACE_GAP_NANOS = 1_000_000;
  private static final List<String> ROUTES =
      List.of("/v1/recommend", "/v1/rank", "/v1/search", "/v1/fraud-score", "/v1/similar");
  private static final List<String> MODELS =
      List.of("ranker", "recall", "fraud", "embedder", "ctr", "uplift");
  private static final List<String> FEATURE_VIEWS =
      List.of("user_profile", "user_history", "item_stats", "item_embedding", "geo", "session");

  /** A span of the trace: its service, its place, and whether it has a parent in it. */
  private record Step(int service, int parent, String name, SpanKind kind, int durationMicros) {}

  private static final List<String> SERVICES =
      List.of("gateway", "auth", "ab-router", "feature-store", "model-server", "result-cache");

  private static final List<Step> STEPS =
      List.of(
          new Step(0, -1, "POST /v1/predict", SpanKind.SERVER, 42_000),
          new Step(0, 0, "auth.Verify", SpanKind.CLIENT, 2_000),
          new Step(1, 1, "auth.Verify", SpanKind.SERVER, 1_500),
          new Step(0, 0, "cache.Get", SpanKind.CLIENT, 900),
          new Step(5, 3, "cache.Get", SpanKind.SERVER, 500),
          new Step(2, 0, "route experiment", SpanKind.INTERNAL, 300),
          new Step(3, 0, "features.GetOnline", SpanKind.SERVER, 9_000),
          new Step(3, 6, "redis HMGET", SpanKind.CLIENT, 4_000),
          new Step(3, 6, "postgres SELECT", SpanKind.CLIENT, 6_000),
          new Step(4, 0, "model.Predict", SpanKind.SERVER, 25_000),
          new Step(4, 9, "queue", SpanKind.INTERNAL, 3_000),
          new Step(4, 9, "inference", SpanKind.INTERNAL, 18_000));

  private final SplittableRandom random;
  private long startNanos;

  // The traces of a batch, by trace; span ids by trace and step.
  private long[] traceIds = {};
  private long[] spanIds = {};
  private long[] starts = {};
  private int[] picks = {}; // one random number per trace: route, model, version, failure

  MlShape(long seed, long startNanos) {
    this.random = new SplittableRandom(seed);
    this.startNanos = startNanos;
  }

  @Override
  public int spansPerTrace() {
    return STEPS.size();
  }

  @Override
  public void next(SpanBatchBuilder target, int traceCount) {
    draw(traceCount);
    for (int service = 0; service < SERVICES.size(); service++) {
      int pod = random.nextInt(PODS);
      resource(target, service, pod);
      target.beginScope();
      target.scopeNameRef(target.intern("io.opentelemetry." + SERVICES.get(service)));
      target.scopeVersionRef(target.intern("2.9.0"));
      for (int trace = 0; trace < traceCount; trace++) {
        for (int step = 0; step < STEPS.size(); step++) {
          if (STEPS.get(step).service() == service) {
            span(target, trace, step);
          }
        }
      }
      target.endScope();
      target.endResource();
    }
  }

  private void draw(int traceCount) {
    if (traceIds.length < 2 * traceCount) {
      traceIds = new long[2 * traceCount];
      spanIds = new long[STEPS.size() * traceCount];
      starts = new long[traceCount];
      picks = new int[traceCount];
    }
    for (int i = 0; i < 2 * traceCount; i++) {
      traceIds[i] = random.nextLong();
    }
    for (int i = 0; i < STEPS.size() * traceCount; i++) {
      spanIds[i] = random.nextLong() | 1;
    }
    for (int trace = 0; trace < traceCount; trace++) {
      startNanos += random.nextLong(2 * TRACE_GAP_NANOS);
      starts[trace] = startNanos;
      picks[trace] = random.nextInt(1 << 30);
    }
  }

  private static void resource(SpanBatchBuilder target, int service, int pod) {
    String name = SERVICES.get(service);
    target.beginResource();
    text(target, AttributeScope.RESOURCE, "service.name", name);
    text(target, AttributeScope.RESOURCE, "service.version", "2026.4." + service);
    text(target, AttributeScope.RESOURCE, "service.instance.id", name + "-7d9f8b6c5-" + pod);
    text(target, AttributeScope.RESOURCE, "deployment.environment.name", "production");
    text(target, AttributeScope.RESOURCE, "k8s.namespace.name", "online-serving");
    text(target, AttributeScope.RESOURCE, "k8s.pod.name", name + "-7d9f8b6c5-x" + pod);
    text(target, AttributeScope.RESOURCE, "host.name", "ip-10-0-" + service + "-" + pod);
    text(target, AttributeScope.RESOURCE, "telemetry.sdk.language", "java");
    text(target, AttributeScope.RESOURCE, "telemetry.sdk.version", "1.60.0");
  }

  private void span(SpanBatchBuilder target, int trace, int stepIndex) {
    Step step = STEPS.get(stepIndex);
    boolean failed = picks[trace] % 50 == 0 && step.service() == 4;
    long start = starts[trace] + stepIndex * 350_000L + random.nextLong(200_000);
    target.beginSpan();
    target.traceId(traceIds[2 * trace], traceIds[2 * trace + 1]);
    target.spanId(spanIds[trace * STEPS.size() + stepIndex]);
    target.parentSpanId(step.parent() < 0 ? 0 : spanIds[trace * STEPS.size() + step.parent()]);
    target.nameRef(target.intern(step.name()));
    target.kindNumber(step.kind().ordinal());
    target.flags(0x101);
    target.startNanos(start);
    target.endNanos(start + step.durationMicros() * (500L + random.nextLong(1000)));
    if (failed) {
      target.statusNumber(StatusCode.ERROR.ordinal());
      target.statusMessageRef(target.intern("CUDA out of memory"));
    }
    attributes(target, trace, stepIndex, picks[trace]);
    target.endSpan();
  }

  private void attributes(SpanBatchBuilder target, int trace, int step, int pick) {
    switch (STEPS.get(step).service()) {
      case 0, 1 -> {
        text(target, AttributeScope.SPAN, "http.request.method", "POST");
        text(target, AttributeScope.SPAN, "http.route", ROUTES.get(pick % ROUTES.size()));
        number(target, "http.response.status_code", pick % 50 == 0 ? 503 : 200);
        text(target, AttributeScope.SPAN, "user.id", "u" + pick % USERS);
        number(target, "server.port", 8443);
      }
      case 2 -> {
        text(target, AttributeScope.SPAN, "experiment.id", "exp-" + pick % 12);
        text(target, AttributeScope.SPAN, "experiment.variant", pick % 2 == 0 ? "a" : "b");
        text(target, AttributeScope.SPAN, "user.id", "u" + pick % USERS);
      }
      case 3 -> {
        text(target, AttributeScope.SPAN, "db.system.name", step == 7 ? "redis" : "postgresql");
        text(
            target,
            AttributeScope.SPAN,
            "feature_store.view",
            FEATURE_VIEWS.get((pick + step) % FEATURE_VIEWS.size()));
        text(
            target,
            AttributeScope.SPAN,
            "feature_store.entity.id",
            "entity:" + random.nextInt(ENTITIES));
        number(target, "feature_store.feature.count", 16 + pick % 48);
        number(target, "db.response.returned_rows", 1 + pick % 9);
        target.attribute(
            AttributeScope.SPAN,
            target.intern("feature_store.freshness_seconds"),
            ValueType.DOUBLE,
            Double.doubleToRawLongBits(random.nextInt(60_000) / 1000.0));
      }
      case 4 -> {
        text(target, AttributeScope.SPAN, "ml.model.name", MODELS.get(pick % MODELS.size()));
        text(target, AttributeScope.SPAN, "ml.model.version", "v" + pick % 7);
        text(target, AttributeScope.SPAN, "hw.gpu.model", pick % 3 == 0 ? "L4" : "A100");
        number(target, "ml.batch.size", 1 << pick % 6);
        number(target, "ml.queue.depth", pick % 23);
        target.attribute(
            AttributeScope.SPAN,
            target.intern("ml.prediction.score"),
            ValueType.DOUBLE,
            Double.doubleToRawLongBits(random.nextDouble()));
        text(target, AttributeScope.SPAN, "ml.request.id", "req-" + traceIds[2 * trace]);
      }
      default -> {
        text(target, AttributeScope.SPAN, "cache.key", "pred:" + pick % USERS);
        target.attribute(AttributeScope.SPAN, target.intern("cache.hit"), ValueType.BOOL, pick & 1);
        number(target, "cache.ttl_seconds", 300);
      }
    }
  }

  private static void text(
      SpanBatchBuilder target, AttributeScope scope, String key, String value) {
    target.attribute(scope, key, new StringValue(value));
  }

  private static void number(SpanBatchBuilder target, String key, long value) {
    target.attribute(AttributeScope.SPAN, key, new IntValue(value));
  }
}
