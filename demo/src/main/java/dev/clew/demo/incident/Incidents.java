// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.incident;

import dev.clew.demo.incident.Culprit.Effect;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The incidents of the demo, in the order of the timetable; no two overlap. */
public final class Incidents {

  /** Redis times out; the feature store falls back to Postgres, which has too few connections. */
  public static final Incident FEATURE_CACHE_OUTAGE =
      new Incident(
          "feature-cache-outage",
          "The feature cache is down and Postgres takes the load",
          "red redis spans, two retries each, then a slow SELECT behind a connection-pool wait",
          Duration.ofMinutes(3),
          Duration.ofMinutes(6),
          new Culprit("feature-store", Map.of("db.system.name", "redis"), Effect.LATENCY),
          TraceSearch.of("feature-store")
              .tag("ml.feature.source", "postgresql")
              .tag("ml.feature.fallback", "true"));

  /** Version 7 of the ranker runs without its compiled engine on one of two GPU types. */
  public static final Incident SLOW_MODEL_VERSION =
      new Incident(
          "slow-model-version",
          "recommender-ranker v7 is six times slower on one GPU type",
          "GPU inference of version 7 on NVIDIA L4; version 6 and the A10G are as fast as ever",
          Duration.ofMinutes(12),
          Duration.ofMinutes(8),
          new Culprit(
              "ranker-server",
              Map.of("ml.model.version", "7", "ml.gpu.type", "NVIDIA L4"),
              Effect.LATENCY),
          TraceSearch.of("ranker-server")
              .operation("POST /v2/models/recommender-ranker/versions/7/infer")
              .tag("ml.gpu.type", "NVIDIA L4")
              .atLeast(Duration.ofMillis(60)));

  /** A neighbour holds GPU memory, and large batches of images no longer fit. */
  public static final Incident GPU_OUT_OF_MEMORY =
      new Incident(
          "gpu-out-of-memory",
          "CUDA out of memory at large batch sizes",
          "failed batches of image-classifier, one retry, then a smaller model answers",
          Duration.ofMinutes(22),
          Duration.ofMinutes(6),
          new Culprit("triton", Map.of("error.type", "torch.OutOfMemoryError"), Effect.ERRORS),
          TraceSearch.of("triton")
              .operation("compute")
              .tag("error.type", "torch.OutOfMemoryError"));

  /** The new fraud model grows less and less sure of itself. */
  public static final Incident CONFIDENCE_DRIFT =
      new Incident(
          "confidence-drift",
          "The treatment arm's confidence drifts down",
          "fraud-detector v4 falls from 0.93 to 0.6 and sends more payments to manual review",
          Duration.ofMinutes(30),
          Duration.ofMinutes(9),
          new Culprit(
              "fraud-scoring",
              Map.of("ml.model.version", "4", "ml.experiment.arm", "treatment"),
              Effect.QUALITY),
          TraceSearch.of("fraud-scoring")
              .tag("ml.experiment.arm", "treatment")
              .tag("fraud.decision", "manual_review"));

  /** All of them. */
  public static final List<Incident> ALL =
      List.of(FEATURE_CACHE_OUTAGE, SLOW_MODEL_VERSION, GPU_OUT_OF_MEMORY, CONFIDENCE_DRIFT);

  private Incidents() {}
}
