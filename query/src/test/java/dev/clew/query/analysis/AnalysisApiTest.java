// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.http.QueryConfig;
import dev.clew.query.http.TestQueryServer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The routes over a store with a known incident. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnalysisApiTest {

  private static final String ALL = "lookback=2h";
  private static final String LATER =
      "start=" + RankerTraces.MIDDLE_NANOS / 1000 + "&end=" + RankerTraces.END_NANOS / 1000;

  private TestQueryServer server;

  @BeforeAll
  void start() {
    server =
        TestQueryServer.of(
            (http, runner) ->
                new AnalysisApi(
                        RankerTraces.store().reader(),
                        runner,
                        InstantSource.fixed(TestQueryServer.NOW))
                    .addTo(http, ""),
            QueryConfig.defaults());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void report_ofAll_hasEveryChapter() {
    JsonNode report = get("report?" + ALL);

    assertThat(report.at("/coverage/requests").asInt()).isEqualTo(2 * RankerTraces.HALF);
    assertThat(report.at("/bottlenecks/operations/0/service").asString()).isEqualTo("ranker");
    assertThat(report.at("/errors/origins/0/type").asString()).isEqualTo("OutOfMemory");
    assertThat(report.at("/dependencies/calls/0/callee").asString()).isEqualTo("ranker");
    assertThat(report.at("/versions/0/model").asString()).isEqualTo("home-ranker");
    assertThat(report.get("diagnosis").isNull()).isTrue();
  }

  @Test
  void criticalPaths_ofAll_addUpToOne_andReadBackAsTables() {
    JsonNode answer = get("critical-path?faster=100&" + ALL);

    assertThat(answer.at("/coverage/requests").asInt()).isEqualTo(2 * RankerTraces.HALF);
    assertThat(answer.at("/criticalPaths/faster").asDouble()).isEqualTo(1);
    double share = 0;
    for (JsonNode service : answer.at("/criticalPaths/services")) {
      share += service.path("pathShare").asDouble();
    }
    assertThat(share).isBetween(0.999, 1.001);
    assertThat(answer.at("/criticalPaths/operations/0/savedNanos").asDouble()).isPositive();
    String text =
        ReportText.of(
            AnalysisJson.criticalPaths(answer.toString().getBytes(StandardCharsets.UTF_8)));
    assertThat(text).contains("Critical path of", "ranker", "saved at -100");
    assertThat(server.get(AnalysisApi.PATH + "/critical-path?faster=0").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "performance",
        "bottlenecks",
        "errors",
        "dependencies",
        "capacity",
        "quality",
        "recommendations",
        "findings"
      })
  void chapter_byItself_isTheOneOfTheReport(String chapter) {
    JsonNode answer = get(chapter + "?" + ALL);

    assertThat(answer.get(chapter)).isEqualTo(get("report?" + ALL).get(chapter));
    assertThat(answer.get("coverage")).isEqualTo(get("report?" + ALL).get("coverage"));
  }

  @Test
  void diagnose_slow_namesVersionAndDevice() {
    JsonNode diagnosis = get("diagnose?" + ALL + "&slowerThan=80ms");

    assertThat(diagnosis.at("/causes/0/service").asString()).isEqualTo("ranker");
    assertThat(diagnosis.at("/causes/0/conditions").toString())
        .contains("ml.model.version", "\"7\"", "gpu", "L4");
    assertThat(diagnosis.at("/causes/0/exampleTraceIds/0").asString()).hasSize(32);
    assertThat(diagnosis.at("/suspects/0/service").asString()).isEqualTo("ranker");
  }

  @Test
  void diagnose_slowByDefault_takesTheSlowestOfEachOperation() {
    JsonNode diagnosis = get("diagnose?" + ALL);

    assertThat(diagnosis.get("selectedTraces").asInt()).isEqualTo(2 * RankerTraces.HALF / 20);
    assertThat(diagnosis.get("outcome").get("kind").asString()).isEqualTo("LATENCY");
  }

  @Test
  void diagnose_errors_findsWhereTheyBegin() {
    JsonNode diagnosis = get("diagnose?compare=errors&" + ALL);

    assertThat(diagnosis.get("selectedTraces").asInt()).isEqualTo(RankerTraces.HALF / 10);
    assertThat(diagnosis.at("/outcome/kind").asString()).isEqualTo("ERRORS");
    assertThat(diagnosis.at("/suspects/0/service").asString()).isEqualTo("ranker");
    assertThat(diagnosis.at("/suspects/0/evidence").toString())
        .contains("ERROR_ORIGIN", "OutOfMemory");
  }

  @Test
  void diagnose_baseline_comparesWithTheTimeBefore() {
    JsonNode diagnosis = get("diagnose?compare=baseline&" + LATER);

    assertThat(diagnosis.get("selectedTraces").asInt()).isEqualTo(RankerTraces.HALF);
    assertThat(diagnosis.get("referenceTraces").asInt()).isEqualTo(RankerTraces.HALF);
    assertThat(diagnosis.at("/causes/0/conditions").toString()).contains("\"7\"", "L4");
  }

  @Test
  void diagnose_versions_comparesTracesOfEach() {
    JsonNode diagnosis = get("diagnose?compare=version%3D6,7&model=home-ranker&" + ALL);

    assertThat(diagnosis.get("selectedTraces").asInt() + diagnosis.get("referenceTraces").asInt())
        .isEqualTo(2 * RankerTraces.HALF);
    assertThat(diagnosis.at("/causes/0/conditions").toString()).contains("L4");
    JsonNode ofOther = get("diagnose?compare=version%3D6,7&model=other&" + ALL);
    assertThat(ofOther.get("selectedTraces").asInt()).isZero();
  }

  @Test
  void diagnose_search_leavesOutOfTheReferenceWhatIsInBoth() {
    JsonNode diagnosis =
        get("diagnose?compare=search&tag=gpu:L4&referenceTag=ml.model.name:home-ranker&" + ALL);

    assertThat(diagnosis.get("selectedTraces").asInt()).isPositive();
    assertThat(diagnosis.get("selectedTraces").asInt() + diagnosis.get("referenceTraces").asInt())
        .isEqualTo(2 * RankerTraces.HALF);
  }

  @Test
  void rootCause_byDefault_ranksAgainstTheTimeBefore() {
    JsonNode ranked = get("root-cause?" + LATER);

    assertThat(ranked.at("/suspects/0/service").asString()).isEqualTo("ranker");
    assertThat(ranked.at("/suspects/0/score").asDouble()).isPositive();
    assertThat(ranked.get("causes").isEmpty()).isTrue();
  }

  @Test
  void versions_ofAll_rollsTheSlowOneBack() {
    JsonNode versions = get("versions?" + ALL).get("versions");

    assertThat(versions.size()).isEqualTo(1);
    assertThat(versions.get(0).get("candidate").asString()).isEqualTo("7");
    assertThat(versions.get(0).get("verdict").asString()).isEqualTo("ROLL_BACK");
    assertThat(versions.get(0).at("/evidence/exemplars/0").asString()).hasSize(32);
  }

  @Test
  void versions_theOtherWayRound_isNotWorse() {
    JsonNode versions = get("versions?baseline=7&candidate=6&" + ALL).get("versions");

    assertThat(versions.get(0).get("verdict").asString()).isEqualTo("PROMOTE");
    assertThat(get("versions?baseline=7&candidate=9&" + ALL).get("versions").isEmpty()).isTrue();
  }

  @Test
  void report_withCompare_carriesTheDiagnosis() {
    JsonNode report = get("report?compare=errors&" + ALL);

    assertThat(report.at("/diagnosis/selected").asString()).contains("failed");
    assertThat(report.at("/diagnosis/suspects/0/service").asString()).isEqualTo("ranker");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          diagnose?compare=fast             | compare     | slow, errors, baseline, version=A,B
          diagnose?compare=version%3D6      | compare     | version=A,B
          diagnose?compare=search           | compare     | begins with reference
          diagnose?outcome=worse            | outcome     | low:KEY
          diagnose?outcome=low:             | outcome     | low:KEY
          diagnose?slowerThan=much          | slowerThan  | duration
          root-cause?referenceStart=today   | referenceStart | a time such as
          versions?baseline=6               | candidate   | required
          versions?baseline=6&candidate=6   | candidate   | another version
          diagnose?compare=version%3D6,6    | compare     | two different versions
          report?limit=0                    | limit       | from 1 to
          report?impact=gold%3D5            | impact      | segment:NAME=NUMBER
          what-if                           | withoutService | required
          """)
  void malformed_saysWhichParameterAndWhatItTakes(String path, String name, String expected) {
    TestQueryServer.Answer answer = server.get(AnalysisApi.PATH + "/" + path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/error/message").asString()).contains(name, expected);
  }

  private JsonNode get(String path) {
    TestQueryServer.Answer answer = server.get(AnalysisApi.PATH + "/" + path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }
}
