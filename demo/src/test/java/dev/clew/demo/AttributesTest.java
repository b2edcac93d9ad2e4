// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every service must say what its convention says it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // which lets go of its spans when it is done
class AttributesTest {

  /** For each service a span, by the beginning of its name, and what must be on it. */
  private static final Map<String, Map<String, Set<String>>> EXPECTED =
      new TreeMap<>(
          Map.ofEntries(
              service(
                  "edge-gateway",
                  "POST /v1/payments/score",
                  "http.request.method http.route http.response.status_code url.path"
                      + " client.address user_agent.original http.request.header.x-request-id"
                      + " user.id session.id business.context.customer_segment"),
              service(
                  "auth-service",
                  "POST /v1/introspect",
                  "http.method http.status_code http.target net.host.name enduser.id"),
              service(
                  "experiment-router",
                  "experiments.v1.Router/Assign",
                  "rpc.system rpc.grpc.status_code ml.context.experiment ml.context.arm"),
              service(
                  "feature-store",
                  "fs.readFromOnlineStore",
                  "ml.feature.view ml.feature.view.version ml.feature.age_s ml.feature.missing"
                      + " ml.cache.hit ml.feature.source"),
              service(
                  "fraud-scoring",
                  "POST /v1/score",
                  "ml.cache.hit ml.customer.segment http.response.status_code"),
              service(
                  "tabular-model-server",
                  "batch fraud-detector",
                  "ml.model.name ml.model.version ml.batch.size ml.batch.id ml.input.shape"
                      + " ml.gpu.type ml.gpu.utilization ml.device"),
              service("ranker-server", "inference", "ml.batch.id ml.batch.size ml.queue_time"),
              service("recommender", "retrieve_candidates", "ml.candidate_count"),
              service("image-moderation", "decode_and_resize", "image.perceptual_hash image.bytes"),
              service("triton", "batch image-classifier", "triton.model_name triton.model_version"),
              service("embedding-server", "batch", "batch_size model_id"),
              service(
                  "vector-db",
                  "qdrant.Points/Query",
                  "db.system.name db.collection.name db.vector.query.top_k"),
              service(
                  "shopping-assistant",
                  "chat qwen3-32b",
                  "gen_ai.operation.name gen_ai.provider.name gen_ai.request.model"
                      + " gen_ai.response.model gen_ai.usage.input_tokens"
                      + " gen_ai.usage.output_tokens gen_ai.response.finish_reasons"
                      + " gen_ai.response.time_to_first_chunk gen_ai.conversation.id"
                      + " gen_ai.input.messages gen_ai.output.messages"),
              service(
                  "llm-engine",
                  "llm_request",
                  "gen_ai.latency.time_in_queue gen_ai.latency.time_to_first_token"
                      + " gen_ai.latency.e2e gen_ai.usage.prompt_tokens"),
              service(
                  "docs-search",
                  "ChatCompletion",
                  "openinference.span.kind llm.model_name llm.token_count.prompt llm.cost.total"
                      + " llm.input_messages.0.message.content"),
              service(
                  "ticket-triage",
                  "ticket_triage.workflow",
                  "traceloop.span.kind traceloop.association.properties.session_id"),
              service(
                  "feature-stream",
                  "process predictions",
                  "messaging.system messaging.batch.message_count messaging.consumer.group.name"),
              service(
                  "airflow", "extract", "airflow.dag_id airflow.task_id airflow.dag_run.run_id"),
              service("ray-worker", "predict_batch", "ml.model.name ml.rows_per_second"),
              service(
                  "ranker-training",
                  "train_step",
                  "ml.train.epoch ml.train.step ml.train.loss ml.train.update_skipped")));

  private final Recording recording;

  AttributesTest() {
    recording = Recording.of(Duration.ofMinutes(15), 5, 2);
  }

  @Test
  void services_areTheOnesThatAreDocumented() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "demo.md"));
    Set<String> documented =
        Pattern.compile("(?m)^\\| `([a-z][a-z-]+)` \\|")
            .matcher(page)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    Set<String> seen =
        recording.spans().stream().map(Recording::serviceOf).collect(Collectors.toSet());
    assertThat(seen).isEqualTo(documented).isEqualTo(EXPECTED.keySet());
  }

  @Test
  void spans_carryTheAttributesOfTheirConvention() {
    EXPECTED.forEach((service, operations) ->
        operations.forEach((operation, keys) -> {
          List<SpanData> spans =
              recording.spansOf(service, span -> span.getName().equals(operation));
          assertThat(spans).as("%s of %s", operation, service).isNotEmpty();
          assertThat(spans)
              .as("%s of %s", operation, service)
              .allMatch(span -> keysOf(span).containsAll(keys) || failed(span));
        }));
  }

  @Test
  void resources_sayWhoWhereAndByWhat() {
    assertThat(recording.spans())
        .allSatisfy(span ->
            assertThat(
                    span.getResource().getAttributes().asMap().keySet().stream()
                        .map(key -> key.getKey()))
                .contains(
                    "service.name",
                    "service.version",
                    "service.instance.id",
                    "host.name",
                    "k8s.pod.name",
                    "deployment.environment.name",
                    "telemetry.sdk.language",
                    "cloud.region"));
    assertThat(replicas("feature-store")).hasSize(3);
  }

  @Test
  void attributes_haveEveryType() {
    Set<AttributeType> types = new TreeSet<>();
    recording
        .spans()
        .forEach(
            span -> span.getAttributes().asMap().keySet().forEach(key -> types.add(key.getType())));
    assertThat(types)
        .contains(
            AttributeType.STRING,
            AttributeType.BOOLEAN,
            AttributeType.LONG,
            AttributeType.DOUBLE,
            AttributeType.STRING_ARRAY,
            AttributeType.BOOLEAN_ARRAY,
            AttributeType.LONG_ARRAY,
            AttributeType.DOUBLE_ARRAY,
            AttributeType.VALUE);
  }

  @Test
  void spans_haveEveryKind() {
    assertThat(recording.spans().stream().map(SpanData::getKind)).contains(SpanKind.values());
  }

  @Test
  void streaming_tellsWhenTokensArrive() {
    List<SpanData> chats =
        recording.spansOf("shopping-assistant", span -> span.getName().startsWith("chat "));
    for (SpanData chat : chats) {
      EventData first = chat.getEvents().getFirst();
      double seconds = (first.getEpochNanos() - chat.getStartEpochNanos()) / 1e9;
      double claimed =
          Double.parseDouble(Recording.attribute(chat, "gen_ai.response.time_to_first_chunk"));
      assertThat(first.getName()).isEqualTo("gen_ai.first_token");
      assertThat(claimed).isPositive().isLessThanOrEqualTo(seconds);
    }
  }

  @Test
  void exceptions_comeWithTypeMessageAndStackTrace() {
    List<EventData> exceptions =
        recording.spans().stream()
            .flatMap(span -> span.getEvents().stream())
            .filter(event -> event.getName().equals("exception"))
            .toList();
    assertThat(exceptions).isNotEmpty();
    assertThat(exceptions)
        .allMatch(event ->
            event.getAttributes().asMap().keySet().stream()
                .map(key -> key.getKey())
                .collect(Collectors.toSet())
                .equals(Set.of("exception.type", "exception.message", "exception.stacktrace")));
  }

  private Set<String> replicas(String service) {
    return recording.spansOf(service, _ -> true).stream()
        .map(span -> span.getResource().getAttributes().toString())
        .collect(Collectors.toSet());
  }

  private static Set<String> keysOf(SpanData span) {
    return span.getAttributes().asMap().keySet().stream()
        .map(key -> key.getKey())
        .collect(Collectors.toSet());
  }

  /** A span that ended early says less. */
  private static boolean failed(SpanData span) {
    return keysOf(span).contains("error.type")
        || Recording.attribute(span, "http.response.status_code").startsWith("4");
  }

  private static Map.Entry<String, Map<String, Set<String>>> service(
      String name, String operation, String keys) {
    return Map.entry(
        name,
        Map.of(operation, Stream.of(keys.split(" ")).collect(Collectors.toUnmodifiableSet())));
  }
}
