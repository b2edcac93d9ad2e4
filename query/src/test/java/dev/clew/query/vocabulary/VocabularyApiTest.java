// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.vocabulary;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.Span;
import dev.clew.query.http.QueryConfig;
import dev.clew.query.http.TestQueryServer;
import dev.clew.query.jaeger.TraceSource;
import dev.clew.query.jaeger.v3.JaegerV3Api;
import dev.clew.testkit.store.ReferenceTraceStore;
import dev.clew.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The vocabulary, backlinks and derived attributes over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VocabularyApiTest {

  private final TestQueryServer server = server();

  private static TestQueryServer server() {
    Span call =
        span(1, 1)
            .name("llm_request")
            .durationNanos(50_000_000)
            .attribute("gen_ai.response.model", "llama")
            .derived("ml.model.name", "llama")
            .derived("ml.operation", "generate_content")
            .derived("ml.queue_time", new DoubleValue(0.01))
            .build();
    Span batch = span(2, 7).service("gpu").name("batch").link(1, 1).link(9, 9).build();
    var reader = ReferenceTraceStore.of(call, batch, span(3, 3).link(4, 4).build()).reader();
    return TestQueryServer.of(
        (builder, runner) -> {
          new JaegerV3Api(new TraceSource(reader), runner).addTo(builder, "");
          new VocabularyApi(Vocabulary.standard(), runner).addTo(builder, "");
          new BacklinksApi(reader, runner).addTo(builder, "");
        },
        QueryConfig.defaults());
  }

  @AfterAll
  void close() {
    server.close();
  }

  @Test
  void vocabulary_namesConceptsWithTheirUnits() throws Exception {
    JsonNode answer = server.get("/api/clew/v1/vocabulary").json();
    assertThat(answer.get("version").asInt()).isPositive();
    assertThat(answer.get("concepts").valueStream())
        .anySatisfy(concept -> {
          assertThat(concept.get("name").asString()).isEqualTo("ml.queue_time");
          assertThat(concept.get("unit").asString()).isEqualTo("s");
        });
  }

  @Test
  void backlinks_areTheSpansThatLinkToTheTrace() throws Exception {
    JsonNode links = server.get("/api/clew/v1/traces/1/backlinks").json().get("backlinks");
    assertThat(links.valueStream())
        .singleElement()
        .satisfies(link -> {
          assertThat(link.get("spanId").asString()).isEqualTo("0000000000000007");
          assertThat(link.get("serviceName").asString()).isEqualTo("gpu");
          assertThat(link.get("linkedSpanId").asString()).isEqualTo("0000000000000001");
        });
    assertThat(server.get("/api/clew/v1/traces/77/backlinks").json().get("backlinks")).isEmpty();
    assertThat(server.get("/api/clew/v1/traces/xyz/backlinks").status()).isEqualTo(400);
  }

  @Test
  void trace_asSent_hasNothingDerived() throws Exception {
    assertThat(server.get("/api/v3/traces/1").body())
        .doesNotContain("derivedAttributes")
        .doesNotContain("ml.model.name");
    assertThat(names("/api/v3/traces/1")).containsExactly("llm_request");
  }

  @Test
  void trace_derived_hasConceptsAndStages() throws Exception {
    assertThat(server.get("/api/v3/traces/1?derived=true").body())
        .contains("derivedAttributes")
        .contains("ml.model.name");
    assertThat(names("/api/v3/traces/1?derived=true"))
        .containsExactlyInAnyOrder("llm_request", "queue");
    assertThat(names("/api/v3/traces/1?derived=true&rawTraces=true"))
        .containsExactly("llm_request");
  }

  private List<String> names(String path) throws Exception {
    List<String> names = new ArrayList<>();
    server
        .get(path)
        .json()
        .findValues("spans")
        .forEach(spans -> spans.forEach(span -> names.add(span.get("name").asString())));
    return names;
  }
}
