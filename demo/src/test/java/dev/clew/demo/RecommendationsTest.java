// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.analysis.capacity.CapacityAnalysis;
import dev.clew.analysis.recommendation.Recommendation;
import dev.clew.analysis.recommendation.RecommendationAnalysis;
import dev.clew.analysis.recommendation.Rule;
import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.analysis.selection.Requests;
import dev.clew.analysis.trace.TraceView;
import dev.clew.analysis.trace.TraceViews;
import dev.clew.demo.incident.Incident;
import dev.clew.demo.incident.Incidents;
import dev.clew.demo.incident.Timetable;
import dev.clew.model.SpanBatch;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.vocabulary.Vocabulary;
import dev.clew.vocabulary.normalize.Normalizer;
import dev.clew.vocabulary.price.PriceTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Incidents whose habit has a known remedy lead to it, and a healthy platform to nothing silly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // which lets go of its spans when it is done
class RecommendationsTest {

  private final Timetable timetable;

  private final TraceViews views = new TraceViews();
  private final List<TraceView> all;

  RecommendationsTest() {
    Recording recording = Recording.of(Timetable.ROUND, 3, 4);
    timetable = recording.timetable();
    SpanBatch normalized =
        new Normalizer(Vocabulary.standard(), PriceTable.standard())
            .normalize(RecordedBatch.of(recording.spans()));
    all = views.list(List.of(normalized));
  }

  @Test
  void healthyPlatform_needsNothing() {
    assertThat(of(this::isQuiet)).isEmpty();
  }

  @Test
  void featureCacheOutage_leadsToTheCacheAndItsRetries() {
    List<Recommendation> found = of(during(Incidents.FEATURE_CACHE_OUTAGE));

    assertThat(found)
        .extracting(Recommendation::rule)
        .containsExactly(Rule.FEATURE_CACHE, Rule.RETRY_STORM);
    assertThat(found).extracting(Recommendation::service).containsOnly("feature-store");
    assertThat(found.getFirst().impact()).isGreaterThan(8);
    assertThat(found.getLast().text()).contains("HMGET");
    assertThat(found).allSatisfy(each -> assertThat(each.evidence().exemplars()).isNotEmpty());
  }

  @Test
  void outOfMemory_leadsToALimitOfBatches() {
    List<Recommendation> found = of(during(Incidents.GPU_OUT_OF_MEMORY));

    assertThat(found).extracting(Recommendation::rule).containsExactly(Rule.BATCH_LIMIT);
    assertThat(found.getFirst().service()).isEqualTo("triton");
    assertThat(found.getFirst().model()).isEqualTo("image-classifier v2");
    assertThat(found.getFirst().text()).contains("OutOfMemory", "limit batches to 4");
  }

  @Test
  void incidentsWithoutSuchAHabit_leadToNothing() {
    assertThat(of(during(Incidents.SLOW_MODEL_VERSION))).isEmpty();
    assertThat(of(during(Incidents.CONFIDENCE_DRIFT))).isEmpty();
  }

  @Test
  void wholeRound_hasTheRemediesOfItsIncidents() {
    assertThat(of(_ -> true))
        .extracting(Recommendation::rule)
        .containsExactly(Rule.FEATURE_CACHE, Rule.RETRY_STORM, Rule.BATCH_LIMIT);
  }

  private List<Recommendation> of(Predicate<TraceView> which) {
    RecommendationAnalysis analysis = new RecommendationAnalysis(views.names(), 10);
    CapacityAnalysis capacity = new CapacityAnalysis(views.names(), Timetable.ROUND.toNanos());
    Requests requests =
        new Requests(
            new AnalysisQuery(
                Optional.empty(), Optional.empty(), SpanFilter.all(), TimeRange.ALL, 100_000));
    for (TraceView view : all) {
      if (which.test(view)) {
        requests.forEach(
            view,
            request -> {
              analysis.add(request);
              capacity.add(request);
            });
      }
    }
    return analysis.result(capacity.result()).all();
  }

  private Predicate<TraceView> during(Incident incident) {
    return view -> timetable.active(incident, view.startNanos(0));
  }

  private boolean isQuiet(TraceView view) {
    return Incidents.ALL.stream().noneMatch(incident -> during(incident).test(view));
  }
}
