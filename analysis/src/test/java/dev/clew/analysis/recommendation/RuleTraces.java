// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.analysis.capacity.CapacityAnalysis;
import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.analysis.selection.Requests;
import dev.clew.analysis.trace.TraceView;
import dev.clew.analysis.trace.TraceViews;
import dev.clew.model.Span;
import dev.clew.model.SpanKind;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Traces written out by hand, and what the rules say of them. */
final class RuleTraces {

  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000 * MILLI;
  static final int SAMPLES_MIN = 10;

  // Traces

  private final List<Span> spans = new ArrayList<>();
  private @Nullable SpanSpec open;

  void request(long trace, long millis) {
    done();
    open = span(trace, 1).service("web").name("GET /").kind(SpanKind.SERVER);
    open.startsAfterNanos(trace * SECOND).durationNanos(millis * MILLI);
  }

  void clear() {
    spans.clear();
  }

  void add(Span span) {
    spans.add(span);
  }

  SpanSpec call(long trace, long id, long afterMillis, long millis) {
    done();
    open = span(trace, id).parent(1).service("web").kind(SpanKind.CLIENT);
    return open.startsAfterNanos(trace * SECOND + afterMillis * MILLI)
        .durationNanos(millis * MILLI);
  }

  SpanSpec last() {
    return Objects.requireNonNull(open);
  }

  void done() {
    if (open != null) {
      spans.add(open.build());
      open = null;
    }
  }

  void loads(int requests, String instance, long millis) {
    for (int i = 1; i <= requests; i++) {
      SpanSpec request =
          span(1_000 + i, 1)
              .service("scorer")
              .name("score")
              .durationNanos(100 * MILLI)
              .attribute("ml.model.name", "fraud")
              .attribute("ml.model.version", "3");
      SpanSpec load =
          span(1_000 + i, 2)
              .parent(1)
              .service("scorer")
              .name("load_model")
              .startsAfterNanos(10 * MILLI)
              .durationNanos(millis * MILLI)
              .attribute("ml.operation", "load_model");
      if (!instance.isEmpty()) {
        request.resource("service.instance.id", instance);
        load.resource("service.instance.id", instance);
      }
      spans.add(request.build());
      spans.add(load.build());
    }
  }

  void predictions(int requests, int calls, long batchSize) {
    for (int i = 1; i <= requests; i++) {
      request(i, 100);
      for (int call = 0; call < calls; call++) {
        call(i, 2 + call, 10 + 11L * call, 10).service("model").name("infer");
        last().attribute("ml.model.name", "m").attribute("ml.batch.size", batchSize);
        done();
      }
    }
  }

  void batch(long trace, long size, long startNanos, long millis, boolean fails) {
    SpanSpec batch =
        span(trace, 1)
            .service("model")
            .name("batch")
            .startsAfterNanos(startNanos)
            .durationNanos(millis * MILLI)
            .resource("service.instance.id", "gpu-1")
            .attribute("ml.model.name", "m")
            .attribute("ml.batch.size", size);
    spans.add((fails ? batch.error("CUDA out of memory") : batch).build());
  }

  void lookups(int reads, int hits) {
    for (int i = 1; i <= reads; i++) {
      boolean hit = i <= hits;
      request(i, hit ? 15 : 60);
      call(i, 2, 5, hit ? 5 : 50).name("read_features").attribute("ml.cache.hit", hit);
      last().attribute("ml.feature.view", "users").attribute("ml.operation", "feature_lookup");
      done();
    }
  }

  void read(long trace, long id, long afterMillis, String entity, boolean hit) {
    call(trace, id, afterMillis, 20).kind(SpanKind.INTERNAL).name("read_features");
    last().attribute("ml.feature.view", "users").attribute("ml.feature.entity.id", entity);
    last().attribute("ml.cache.hit", hit);
    done();
  }

  void preprocessing(int requests, long millis) {
    for (int i = 1; i <= requests; i++) {
      request(i, 100);
      call(i, 2, 10, millis).kind(SpanKind.INTERNAL).name("extract");
      last().attribute("ml.operation", "preprocess");
      done();
    }
  }

  void rows(int requests, String... calls) {
    for (int i = 1; i <= requests; i++) {
      rows(i, List.of(calls));
    }
  }

  void rows(long trace, List<String> calls) {
    request(trace, 100);
    for (int call = 0; call < calls.size(); call++) {
      call(trace, 2 + call, 10 + 25L * call, 20).name(calls.get(call));
      done();
    }
  }

  void queues(int requests, long queueMillis, long workMillis) {
    for (int i = 1; i <= requests; i++) {
      request(i, 20 + queueMillis + workMillis);
      call(i, 2, 10, queueMillis + workMillis).service("model").name("infer");
      last().attribute("ml.model.name", "m").attribute("ml.queue_time", queueMillis / 1e3);
      done();
    }
  }

  /** Ten minutes of one call a second, then ten of two calls, which take 2.5 times as long. */
  void loadRising(long millis) {
    for (int second = 0; second < 1_200; second++) {
      boolean busy = second >= 600;
      for (int call = 0; call < (busy ? 2 : 1); call++) {
        spans.add(
            span(2 * second + call + 1, 1)
                .service("model")
                .name("infer")
                .startsAfterNanos(second * SECOND)
                .durationNanos((busy ? 5 * millis / 2 : millis) * MILLI)
                .build());
      }
    }
  }

  // Answers

  Recommendation only() {
    assertThat(all()).hasSize(1);
    return all().getFirst();
  }

  List<Recommendation> all() {
    return recommendations().all();
  }

  Recommendations recommendations() {
    done();
    TraceViews views = new TraceViews();
    AnalysisQuery query =
        new AnalysisQuery(
            Optional.empty(), Optional.empty(), SpanFilter.all(), TimeRange.ALL, 1_000);
    Requests requests = new Requests(query);
    RecommendationAnalysis analysis = new RecommendationAnalysis(views.names(), SAMPLES_MIN);
    CapacityAnalysis capacity = new CapacityAnalysis(views.names(), 1_200 * SECOND);
    for (TraceView view : views.list(List.of(Spans.batch(spans)))) {
      requests.forEach(
          view,
          request -> {
            analysis.add(request);
            capacity.add(request);
          });
    }
    return analysis.result(capacity.result());
  }

  static double figure(Recommendation recommendation, String name) {
    return recommendation.figures().stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
