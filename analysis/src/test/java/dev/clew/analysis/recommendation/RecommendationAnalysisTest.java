// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Rules about models and features, on traces whose gain is worked out by hand, and what must not
 * set them off.
 */
class RecommendationAnalysisTest {

  private final RuleTraces traces = new RuleTraces();

  @Test
  void modelLoadedByEveryRequest_isCachedInstead() {
    traces.loads(20, "pod-1", 80);

    Recommendation found = traces.only();

    assertThat(found.rule()).isEqualTo(Rule.MODEL_CACHING);
    assertThat(found.service()).isEqualTo("scorer");
    assertThat(found.model()).isEqualTo("fraud v3");
    // 19 of 20 loads of 80 ms, of 20 requests of 100 ms
    assertThat(found.gain().share()).isCloseTo(19 * 80.0 / (20 * 100), within(1e-9));
    assertThat(found.gain().nanosPerRequest()).isCloseTo(76.0 * RuleTraces.MILLI, within(1.0));
    assertThat(found.impact()).isCloseTo(10 * 0.76 / 0.81, within(1e-9));
    assertThat(RuleTraces.figure(found, "loads")).isEqualTo(19);
    assertThat(found.evidence().exemplars()).hasSize(3);
  }

  @Test
  void modelLoadedByEveryRequest_ofUnknownInstance_isCachedToo() {
    traces.loads(20, "", 80);

    assertThat(traces.only().rule()).isEqualTo(Rule.MODEL_CACHING);
    assertThat(traces.only().gain().share()).isCloseTo(0.8, within(1e-9));
  }

  @Test
  void modelLoadedOnceByEachInstance_isAColdStart() {
    for (int i = 1; i <= 20; i++) {
      traces.request(i, 100);
      traces.call(i, 2, 10, 80).name("load_model").attribute("ml.model.name", "fraud");
      traces
          .last()
          .resource("service.instance.id", "pod-" + i)
          .attribute("ml.operation", "load_model");
      traces.done();
    }

    Recommendation found = traces.only();

    assertThat(found.rule()).isEqualTo(Rule.COLD_START);
    assertThat(found.gain().share()).isCloseTo(0.8, within(1e-9));
  }

  @Test
  void fewLoads_areNotJudged() {
    traces.loads(4, "pod-1", 80);

    assertThat(traces.all()).isEmpty();
  }

  @Test
  void coldCalls_areComparedWithWarmOnes() {
    for (int i = 1; i <= 20; i++) {
      boolean cold = i <= 5;
      traces.request(i, cold ? 400 : 100);
      traces.last().attribute("faas.coldstart", cold);
      traces.done();
    }

    Recommendation found = traces.only();

    assertThat(found.rule()).isEqualTo(Rule.COLD_START);
    // five calls take 300 ms longer than the median of warm ones
    assertThat(found.gain().share()).isCloseTo(5 * 300.0 / (5 * 400 + 15 * 100), within(1e-9));
    assertThat(RuleTraces.figure(found, "share of calls")).isEqualTo(0.25);
  }

  @Test
  void modelAskedAgainAndAgainByOneCaller_isAskedOnce() {
    traces.predictions(10, 8, 1);

    Recommendation found = traces.only();

    assertThat(found.rule()).isEqualTo(Rule.REQUEST_BATCHING);
    assertThat(found.operation()).isEqualTo("GET /");
    // 8 calls of 10 ms one after the other, less one
    assertThat(found.gain().share()).isCloseTo(70.0 / 100, within(1e-9));
    assertThat(RuleTraces.figure(found, "calls each")).isEqualTo(8);
  }

  @Test
  void modelAskedForBatches_isLeftAlone() {
    traces.predictions(10, 8, 16);

    assertThat(traces.all()).isEmpty();
  }

  @Test
  void modelAskedTooRarely_isNotJudged() {
    traces.predictions(RuleTraces.SAMPLES_MIN - 1, 8, 1);

    assertThat(traces.all()).isEmpty();
  }

  @Test
  void batchesOfOneBesideEachOther_areComputedTogether() {
    for (int i = 1; i <= 100; i++) {
      // four start at once and take 40 ms, then nothing for a second
      traces.batch(i, 1, (i - 1) / 4 * RuleTraces.SECOND, 40, false);
    }

    Recommendation found = traces.only();

    assertThat(found.rule()).isEqualTo(Rule.REQUEST_BATCHING);
    assertThat(found.gain().kind()).isEqualTo(Gain.Kind.RESOURCES);
    assertThat(found.gain().share()).isCloseTo(0.75, within(1e-9));
    assertThat(found.impact()).isCloseTo(6, within(1e-9));
  }

  @Test
  void batchesOfOneAfterEachOther_areLeftAlone() {
    for (int i = 1; i <= 100; i++) {
      traces.batch(i, 1, i * RuleTraces.SECOND, 40, false);
    }

    assertThat(traces.all()).isEmpty();
  }

  @Test
  void largeBatchesThatFail_areLimited() {
    for (int i = 1; i <= 100; i++) {
      int size = i % 10 + 1; // 8, 9 and 10 fail
      traces.batch(i, size, i * RuleTraces.SECOND, 40, size >= 8);
    }

    Recommendation found = traces.only();

    assertThat(found.rule()).isEqualTo(Rule.BATCH_LIMIT);
    assertThat(found.text()).contains("limit batches to 7");
    assertThat(found.gain().share()).isCloseTo(0.3, within(1e-9));
    assertThat(found.impact()).isCloseTo(10 * 0.3 / 0.32, within(1e-9));
  }

  @Test
  void batchesOfAnySizeThatFail_areNotAMatterOfSize() {
    for (int i = 1; i <= 200; i++) {
      traces.batch(i, i % 10 + 1, i * RuleTraces.SECOND, 40, i % 7 == 0);
    }

    assertThat(traces.all()).isEmpty();
  }

  @Test
  void cacheThatAnswersHalfTheReads_isEnlarged() {
    traces.lookups(100, 50);

    Recommendation found = traces.only();

    assertThat(found.rule()).isEqualTo(Rule.FEATURE_CACHE);
    assertThat(RuleTraces.figure(found, "hit rate")).isEqualTo(0.5);
    // 45 of 100 reads become hits, each of which saves 50 - 5 ms; requests take 10 ms more than
    // that
    double all = 50 * (60 + 15);
    assertThat(found.gain().share()).isCloseTo(45 * 45 / all, within(1e-9));
  }

  @Test
  void cacheThatAnswersMostReads_isLeftAlone() {
    traces.lookups(100, 90);

    assertThat(traces.all()).isEmpty();
  }

  @Test
  void cacheWithFewReads_isNotJudged() {
    traces.lookups(40, 10);

    assertThat(traces.all()).isEmpty();
  }

  @Test
  void slowReadsWithoutACache_getOne() {
    for (int i = 1; i <= 50; i++) {
      traces.request(i, 100);
      traces.call(i, 2, 10, 62).name("read_features").attribute("ml.operation", "feature_lookup");
      traces.done();
    }

    Recommendation found = traces.only();

    assertThat(found.rule()).isEqualTo(Rule.FEATURE_CACHE);
    assertThat(found.gain().share()).isCloseTo(0.95 * 60 / 100, within(1e-9));
    assertThat(found.gain().estimate()).contains("2 ms");
  }

  @Test
  void sameEntityReadTwice_isReadOnce() {
    for (int i = 1; i <= 10; i++) {
      traces.request(i, 100);
      traces.read(i, 2, 10, "user-1", false);
      traces.read(i, 3, 40, "user-1", false);
      traces.read(i, 4, 70, "user-2", false);
    }

    Recommendation found =
        traces.all().stream()
            .filter(each -> each.rule() == Rule.REPEATED_FETCH)
            .findFirst()
            .orElseThrow();

    assertThat(found.gain().share()).isCloseTo(20.0 / 100, within(1e-9));
    assertThat(RuleTraces.figure(found, "repeated")).isEqualTo(10);
  }

  @Test
  void sameEntityReadTwice_fromACache_isLeftAlone() {
    for (int i = 1; i <= 10; i++) {
      traces.request(i, 100);
      traces.read(i, 2, 10, "user-1", false);
      traces.read(i, 3, 40, "user-1", true);
    }

    assertThat(traces.all()).extracting(Recommendation::rule).doesNotContain(Rule.REPEATED_FETCH);
  }

  @Test
  void featuresComputedWhileRequestsWait_areComputedAhead() {
    traces.preprocessing(10, 45);

    Recommendation found = traces.only();

    assertThat(found.rule()).isEqualTo(Rule.FEATURE_EXTRACTION);
    assertThat(found.gain().share()).isCloseTo(40.0 / 100, within(1e-9)); // read in 5 ms
    assertThat(found.gain().estimate()).contains("an assumption");
  }

  @Test
  void quickPreprocessing_isLeftAlone() {
    traces.preprocessing(10, 8);

    assertThat(traces.all()).isEmpty();
  }

  @Test
  void sampledTraces_countAsOftenAsTheyStandFor() {
    traces.loads(20, "pod-1", 80);
    double whole = traces.only().gain().nanosPerRequest();
    traces.clear();
    for (int i = 1; i <= 20; i++) {
      traces.add(
          span(i, 1)
              .service("scorer")
              .name("score")
              .traceState("ot=th:c")
              .resource("service.instance.id", "pod-1")
              .durationNanos(100 * RuleTraces.MILLI)
              .attribute("ml.model.name", "fraud")
              .attribute("ml.model.version", "3")
              .build());
      traces.add(
          span(i, 2)
              .parent(1)
              .service("scorer")
              .resource("service.instance.id", "pod-1")
              .name("load_model")
              .startsAfterNanos(10 * RuleTraces.MILLI)
              .durationNanos(80 * RuleTraces.MILLI)
              .attribute("ml.operation", "load_model")
              .build());
    }

    assertThat(traces.only().gain().nanosPerRequest()).isCloseTo(whole, within(1.0));
    assertThat(RuleTraces.figure(traces.only(), "loads")).isEqualTo(4 * 19);
  }

  @Test
  void groups_areByImpact() {
    traces.loads(20, "pod-1", 80);
    traces.preprocessing(10, 45);

    Recommendations recommendations = traces.recommendations();

    assertThat(recommendations.high())
        .extracting(Recommendation::rule)
        .containsExactly(Rule.MODEL_CACHING);
    assertThat(recommendations.medium())
        .extracting(Recommendation::rule)
        .containsExactly(Rule.FEATURE_EXTRACTION);
    assertThat(recommendations.high())
        .allSatisfy(each -> assertThat(each.impact()).isGreaterThan(8));
    assertThat(recommendations.medium())
        .allSatisfy(each -> assertThat(each.impact()).isBetween(5.0, 8.0));
  }
}
