// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.features;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.clew.demo.incident.Incidents;
import dev.clew.demo.incident.Timetable;
import dev.clew.demo.platform.site.Site;
import dev.clew.demo.platform.wire.Grpc;
import dev.clew.demo.platform.wire.Postgres;
import dev.clew.demo.platform.wire.Redis;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Language;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Scope;
import dev.clew.demo.telemetry.Service;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks features up in Redis and, when they are not there, in Postgres. When Redis does not answer
 * it is asked again, twice, before Postgres takes over: correct, slow, and hard on a small pool.
 */
public final class FeatureStore {

  private static final Deployment DEPLOYMENT =
      Deployment.of("feature-store", "0.66.0", Language.GO);
  private static final AttributeKey<String> SOURCE = stringKey("ml.feature.source");
  private static final Scope OWN = new Scope("github.com/feast-dev/feast/go", "0.66.0");
  private static final Scope GO_REDIS =
      new Scope("github.com/redis/go-redis/extra/redisotel", "9.17.0");
  private static final Scope PGX = new Scope("github.com/exaring/otelpgx", "0.9.3");

  private static final Operation READ = Operation.internal("fs.readFromOnlineStore", OWN);
  private static final Operation TRANSFORM =
      Operation.internal("transformation.AugmentResponseWithOnDemandTransforms", OWN);

  private static final Latency PARSING = Latency.ofMillis(0.25, 1.2);
  private static final Latency TRANSFORMATION = Latency.ofMillis(0.9, 4);
  private static final Latency PAUSE_BEFORE_RETRY = Latency.ofMillis(10, 18);
  private static final double MISS = 0.05;
  private static final int RETRY_MAX = 2;

  /** Ample while the cache works; nearly too few without it. */
  private static final double CONNECTIONS_PER_REQUEST_PER_SECOND = 0.19;

  private final Timetable timetable;
  private final Grpc getOnlineFeatures;
  private final Redis cache;
  private final Postgres offline;

  /** The feature store at {@code site}. */
  public FeatureStore(Site site) {
    Service service = site.deploy(DEPLOYMENT, 3);
    this.timetable = site.timetable();
    this.getOnlineFeatures =
        Grpc.method(service, "feast.serving.ServingService", "GetOnlineFeatures");
    this.cache = new Redis("redis-features.data.svc.cluster.local", GO_REDIS);
    this.offline = new Postgres("features", PGX, site.sized(CONNECTIONS_PER_REQUEST_PER_SECOND));
  }

  /**
   * The features of {@code entityCount} entities.
   *
   * @throws Failure if neither store answers
   */
  public void lookUp(Flow flow, List<FeatureView> views, int entityCount) {
    getOnlineFeatures.callVoid(
        flow,
        span -> {
          span.setAttribute(
              stringArrayKey("ml.feature.views"), views.stream().map(FeatureView::name).toList());
          span.setAttribute("ml.feature.entity_count", entityCount);
          flow.spend(PARSING);
          readAll(flow, views, entityCount);
          flow.step(TRANSFORM, TRANSFORMATION);
        });
  }

  private void readAll(Flow flow, List<FeatureView> views, int entityCount) {
    List<Consumer<Flow>> reads = new ArrayList<>(views.size());
    for (FeatureView view : views) {
      reads.add(branch -> read(branch, view, entityCount));
    }
    flow.parallel(reads);
  }

  private void read(Flow flow, FeatureView view, int entityCount) {
    flow.runVoid(
        READ,
        span -> {
          describe(flow, span, view, entityCount);
          boolean answered = readFromCache(flow, span, view, entityCount);
          boolean hit = answered && !flow.chance(MISS);
          span.setAttribute("ml.cache.hit", hit);
          span.setAttribute(SOURCE, hit ? "redis" : "postgresql");
          if (!hit) {
            span.setAttribute("ml.feature.fallback", !answered);
            span.addEvent(
                answered ? "cache.miss" : "cache.unavailable",
                Attributes.of(stringKey("ml.feature.view"), view.name()));
            offline.run(flow, view.offlineQuery(), entityCount * view.featureCount());
          }
        });
  }

  private boolean readFromCache(Flow flow, Span span, FeatureView view, int entityCount) {
    String text =
        "HMGET " + view.name() + ":{" + view.entity() + "_id} … " + view.featureCount() + " fields";
    for (int attempt = 0; attempt <= RETRY_MAX; attempt++) {
      if (!timetable.active(Incidents.FEATURE_CACHE_OUTAGE, flow.nowNanos())) {
        cache.run(flow, "HMGET", text, entityCount);
        return true;
      }
      try {
        cache.timeOut(flow, "HMGET", text, entityCount);
      } catch (Failure failure) {
        if (attempt < RETRY_MAX) {
          noteRetry(flow, span, attempt + 1, failure);
        }
      }
    }
    return false;
  }

  private static void noteRetry(Flow flow, Span span, long attempt, Failure failure) {
    span.addEvent(
        "retry",
        Attributes.of(longKey("retry.attempt"), attempt, stringKey("error.type"), failure.type()));
    flow.spend(PAUSE_BEFORE_RETRY);
  }

  private static void describe(Flow flow, Span span, FeatureView view, int entityCount) {
    double ageSeconds = flow.random().nextDouble() * view.refresh().toSeconds();
    int missing = flow.chance(0.04) ? flow.random().nextInt(1, 4) : 0;
    span.setAttribute("ml.feature.view", view.name());
    span.setAttribute("ml.feature.view.version", view.version());
    span.setAttribute("ml.feature.entity", view.entity());
    span.setAttribute("ml.feature.entity_count", entityCount);
    span.setAttribute("ml.feature.count", view.featureCount());
    span.setAttribute("ml.feature.missing", missing);
    span.setAttribute("ml.feature.age_s", ageSeconds);
    span.setAttribute("ml.feature.ttl_s", view.ttl().toSeconds());
  }
}
