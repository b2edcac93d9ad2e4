// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Rules about calls, queues and messages, on traces whose gain is worked out by hand, and what must
 * not set them off.
 */
class CallRulesTest {

  private final RuleTraces traces = new RuleTraces();

  @Test
  void equalCallsInARow_runSideBySide() {
    traces.rows(10, "row", "row", "row");

    Recommendation found = traces.only();

    assertThat(found.rule()).isEqualTo(Rule.PARALLELIZATION);
    assertThat(found.gain().share()).isCloseTo(40.0 / 100, within(1e-9)); // 3 of 20 ms, less one
    assertThat(found.text()).contains("or as one");
  }

  @Test
  void differentCallsInTheSameOrder_countHalf() {
    traces.rows(10, "a", "b", "c");

    assertThat(traces.only().gain().share()).isCloseTo(20.0 / 100, within(1e-9));
    assertThat(traces.only().gain().estimate()).contains("half of it");
  }

  @Test
  void differentCallsInDifferentOrders_cannotNeedEachOther() {
    for (int i = 1; i <= 10; i++) {
      traces.rows(i, i % 2 == 0 ? List.of("a", "b", "c") : List.of("c", "a", "b"));
    }

    assertThat(traces.only().gain().share()).isCloseTo(40.0 / 100, within(1e-9));
  }

  @Test
  void callsSideBySide_areLeftAlone() {
    for (int i = 1; i <= 20; i++) {
      traces.request(i, 100);
      for (int call = 2; call < 5; call++) {
        traces.call(i, call, 10 + call, 60).name("row");
        traces.done();
      }
    }

    assertThat(traces.all()).isEmpty();
  }

  @Test
  void callThatFailsAndTheOneAfterIt_areLeftAlone() {
    for (int i = 1; i <= 20; i++) {
      traces.request(i, 100);
      traces.call(i, 2, 10, 20).name("primary").error("down");
      traces.done();
      traces.call(i, 3, 40, 20).name("secondary");
      traces.done();
    }

    assertThat(traces.all()).isEmpty();
  }

  @Test
  void callsInARow_tooRarely_areNotJudged() {
    traces.rows(RuleTraces.SAMPLES_MIN - 1, "row", "row", "row");

    assertThat(traces.all()).isEmpty();
  }

  @Test
  void longQueues_needCapacity() {
    traces.queues(50, 60, 40);

    Recommendation found = traces.only();

    assertThat(found.rule()).isEqualTo(Rule.SCALING);
    assertThat(RuleTraces.figure(found, "of the calls' time")).isCloseTo(0.6, within(1e-9));
    // of a call of 100 ms, 60 are queued and 40 worked; 4 may still be queued
    assertThat(found.gain().share()).isCloseTo(56.0 / 120, within(1e-9));
  }

  @Test
  void shortQueues_areLeftAlone() {
    traces.queues(50, 8, 92);

    assertThat(traces.all()).isEmpty();
  }

  @Test
  void latencyThatRisesWithThroughput_needsCapacity() {
    traces.loadRising(400);

    Recommendation found = traces.only();

    assertThat(found.rule()).isEqualTo(Rule.SCALING);
    assertThat(found.service()).isEqualTo("model");
    // 600 calls of 400 ms, 1200 that take 600 ms longer
    double all = 600 * 400.0 + 1200 * 1_000;
    assertThat(found.gain().share()).isCloseTo(1_200 * 600 / all, within(0.02));
    assertThat(found.gain().estimate()).contains("upper bound");
  }

  @Test
  void latencyThatRises_whereHardlyACallIsUnderWay_isNotAMatterOfLoad() {
    traces.loadRising(1);

    assertThat(traces.all()).isEmpty();
  }

  @Test
  void idleDevices_areSharedOrSmaller() {
    for (int i = 1; i <= 50; i++) {
      traces.request(i, 100);
      traces.last().attribute("ml.gpu.utilization", 0.12);
      traces.done();
    }

    Recommendation found = traces.only();

    assertThat(found.rule()).isEqualTo(Rule.RIGHT_SIZING);
    assertThat(found.gain().share()).isCloseTo(1 - 0.12 / 0.6, within(1e-9));
    assertThat(found.impact()).isCloseTo(10 * 0.8 / 1.3, within(1e-9));
  }

  @Test
  void busyDevices_areLeftAlone() {
    for (int i = 1; i <= 50; i++) {
      traces.request(i, 100);
      traces.last().attribute("ml.gpu.utilization", i == 1 ? 0.1 : 0.5);
      traces.done();
    }

    assertThat(traces.all()).isEmpty();
  }

  @Test
  void repeatedCallsThatFailAgain_stop() {
    for (int i = 1; i <= 10; i++) {
      traces.request(i, 100);
      for (int attempt = 0; attempt < 3; attempt++) {
        traces.call(i, 2 + attempt, 10 + 25 * attempt, 20).name("HMGET").error("timeout");
        traces.done();
      }
    }

    Recommendation found = traces.only();

    assertThat(found.rule()).isEqualTo(Rule.RETRY_STORM);
    assertThat(found.operation()).isEqualTo("GET /");
    // two repeated calls of 20 ms, a pause of 5 ms before each
    assertThat(found.gain().share()).isCloseTo(50.0 / 100, within(1e-9));
    assertThat(RuleTraces.figure(found, "additional load")).isEqualTo(2);
    assertThat(RuleTraces.figure(found, "which failed again")).isEqualTo(1);
  }

  @Test
  void repeatedCallsThatWork_areLeftAlone() {
    for (int i = 1; i <= 20; i++) {
      traces.request(i, 100);
      traces.call(i, 2, 10, 20).name("HMGET").error("timeout");
      traces.done();
      traces.call(i, 3, 40, 20).name("HMGET");
      traces.done();
    }

    assertThat(traces.all()).isEmpty();
  }

  @Test
  void largeMessages_whoseSizeCostsTime_shrink() {
    for (int i = 1; i <= 20; i++) {
      long mebibytes = i % 2 == 0 ? 1 : 5; // 10 ms each
      traces.request(i, 10 + 10 * mebibytes);
      traces.call(i, 2, 5, 10 * mebibytes).name("upload");
      traces.last().attribute("http.request.body.size", mebibytes << 20);
      traces.done();
    }

    Recommendation found = traces.only();

    assertThat(found.rule()).isEqualTo(Rule.OVERSIZED_PAYLOAD);
    // of ten requests of 60 ms and ten of 20, four mebibytes less in the former
    assertThat(found.gain().share()).isCloseTo(10 * 40.0 / (10 * 60 + 10 * 20), within(1e-9));
  }

  @Test
  void largeMessages_whoseSizeCostsNothing_areLeftAlone() {
    for (int i = 1; i <= 20; i++) {
      traces.request(i, 100);
      traces.last().attribute("http.request.body.size", (i % 4 + 2L) << 20);
      traces.done();
    }

    assertThat(traces.all()).isEmpty();
  }
}
