// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.KvListValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanKind;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import dev.clew.vocabulary.Vocabulary;
import dev.clew.vocabulary.price.PriceTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NormalizerTest {

  private final Normalizer normalizer =
      new Normalizer(Vocabulary.standard(), PriceTable.standard());

  @Test
  void openTelemetry_newAndOldNames_areOneConcept() {
    Map<String, AttributeValue> renamed =
        concepts(
            span()
                .attribute("gen_ai.provider.name", "openai")
                .attribute("gen_ai.operation.name", "chat")
                .attribute("gen_ai.request.model", "gpt-4o-mini")
                .attribute("gen_ai.response.model", "gpt-4o-mini-2024-07-18")
                .attribute("gen_ai.usage.input_tokens", 1000)
                .attribute("gen_ai.usage.output_tokens", 100));
    Map<String, AttributeValue> old =
        concepts(
            span()
                .attribute("gen_ai.system", "openai")
                .attribute("gen_ai.operation.name", "chat")
                .attribute("gen_ai.request.model", "gpt-4o-mini")
                .attribute("gen_ai.response.model", "gpt-4o-mini-2024-07-18")
                .attribute("gen_ai.usage.prompt_tokens", 1000)
                .attribute("gen_ai.usage.completion_tokens", 100));

    assertThat(without(renamed, "ml.source")).isEqualTo(without(old, "ml.source"));
    assertThat(renamed)
        .contains(
            entry("ml.provider", text("openai")),
            entry("ml.operation", text("chat")),
            entry("ml.layer", text("model")),
            entry("ml.model.name", text("gpt-4o-mini-2024-07-18")),
            entry("ml.model.requested", text("gpt-4o-mini")),
            entry("ml.tokens.input", new IntValue(1000)),
            entry("ml.tokens.output", new IntValue(100)),
            entry("ml.cost.total", new DoubleValue(1e-6 * (1000 * 0.15 + 100 * 0.60))),
            entry("ml.cost.source", text("priced")));
  }

  @Test
  void openInference_isReadAndItsCostWins() {
    assertThat(
            concepts(
                span()
                    .scope("openinference.instrumentation.llama_index")
                    .attribute("openinference.span.kind", "LLM")
                    .attribute("llm.provider", "anthropic")
                    .attribute("llm.model_name", "claude-sonnet-4-5")
                    .attribute("llm.token_count.prompt", 100)
                    .attribute("llm.token_count.prompt_details.cache_read", 60)
                    .attribute("llm.cost.total", 0.5)))
        .contains(
            entry("ml.operation", text("chat")),
            entry("ml.model.name", text("claude-sonnet-4-5")),
            entry("ml.tokens.input", new IntValue(100)),
            entry("ml.tokens.input_cached", new IntValue(60)),
            entry("ml.cost.total", new DoubleValue(0.5)),
            entry("ml.cost.source", text("sent")));
  }

  @Test
  void openLlmetry_namesOfBeforeGenAi_areRead() {
    assertThat(
            concepts(
                span()
                    .scope("opentelemetry.instrumentation.openai.v1")
                    .attribute("llm.request.type", "chat")
                    .attribute("llm.vendor", "OpenAI")
                    .attribute("llm.request.model", "gpt-4o-mini")
                    .attribute("llm.usage.prompt_tokens", 1000)
                    .attribute("llm.usage.completion_tokens", 100)))
        .contains(
            entry("ml.operation", text("chat")),
            entry("ml.provider", text("openai")),
            entry("ml.model.name", text("gpt-4o-mini")),
            entry("ml.tokens.input", new IntValue(1000)),
            entry("ml.tokens.output", new IntValue(100)),
            entry("ml.cost.source", text("priced")));
  }

  @Test
  void operationName_winsOverGuessesFromOtherKeys() {
    assertThat(
            concepts(
                span()
                    .attribute("openinference.span.kind", "AGENT")
                    .attribute("gen_ai.operation.name", "chat")))
        .contains(entry("ml.operation", text("chat")));
  }

  @Test
  void scope_selectsTheConventionWhereKeysDisagree() {
    SpanSpec both =
        span().attribute("llm.model_name", "inference").attribute("gen_ai.response.model", "otel");
    assertThat(concepts(both)).contains(entry("ml.model.name", text("otel")));
    assertThat(concepts(both.scope("openinference.instrumentation.x")))
        .contains(entry("ml.model.name", text("inference")));
  }

  @Test
  void ownNames_areNotDerivedAgain() {
    Map<String, AttributeValue> concepts =
        concepts(
            span()
                .attribute("ml.model.name", "fraud")
                .attribute("ml.model.version", 7)
                .attribute("ml.batch.size", 8));
    assertThat(concepts)
        .doesNotContainKeys("ml.model.name", "ml.batch.size")
        .contains(entry("ml.model.version", text("7")))
        .contains(entry("ml.source", text("ml.model.version=ml.model.version")));
  }

  @Test
  void times_areInSecondsWhateverTheUnit() {
    assertThat(
            concepts(
                span()
                    .scope("ai")
                    .attribute("ai.operationId", "ai.streamText.doStream")
                    .attribute("ai.response.msToFirstChunk", 250)))
        .contains(entry("ml.ttft", new DoubleValue(0.25)));
    assertThat(concepts(span().scope("vllm.llm_engine").attribute("gen_ai.latency.e2e", 1.5)))
        .contains(entry("ml.total_time", new DoubleValue(1.5)));
    Map<String, AttributeValue> tgi =
        concepts(
            span()
                .name("generate")
                .scope("text-generation-inference")
                .attribute("queue_time", "850\u00b5s")
                .attribute("inference_time", "1.25s")
                .attribute("time_per_token", "12.5ms"));
    assertThat(tgi)
        .contains(
            entry("ml.compute_time", new DoubleValue(1.25)),
            entry("ml.operation", text("generate_content")),
            entry("ml.framework", text("tgi")));
    assertThat(number(tgi.get("ml.queue_time"))).isCloseTo(850e-6, within());
    assertThat(number(tgi.get("ml.time_per_token"))).isCloseTo(0.0125, within());
  }

  @Test
  void closedConventions_meanNothingElsewhere() {
    assertThat(concepts(span().attribute("queue_time", "3ms").attribute("loss", 0.5))).isEmpty();
  }

  @Test
  void mlflow_isUnquotedAndItsJsonRead() {
    assertThat(
            concepts(
                span()
                    .scope("mlflow.openai")
                    .attribute("mlflow.spanType", "\"CHAT_MODEL\"")
                    .attribute("mlflow.llm.model", "\"gpt-4o\"")
                    .attribute(
                        "mlflow.chat.tokenUsage", "{\"input_tokens\":12,\"output_tokens\":3}")
                    .attribute("mlflow.llm.cost", "{\"total_cost\":0.01}")))
        .contains(
            entry("ml.operation", text("chat")),
            entry("ml.model.name", text("gpt-4o")),
            entry("ml.tokens.input", new IntValue(12)),
            entry("ml.tokens.output", new IntValue(3)),
            entry("ml.cost.total", new DoubleValue(0.01)));
  }

  @Test
  void maps_areReadLikeJson() {
    AttributeValue usage =
        new KvListValue(
            List.of(
                new Entry("input", new IntValue(10)),
                new Entry("input_cached_tokens", new IntValue(90)),
                new Entry("output", new IntValue(5))));
    assertThat(
            concepts(
                span()
                    .scope("langfuse-sdk")
                    .attribute("langfuse.observation.usage_details", usage)))
        .contains(
            entry("ml.tokens.input", new IntValue(100)),
            entry("ml.tokens.input_cached", new IntValue(90)),
            entry("ml.tokens.output", new IntValue(5)));
  }

  @Test
  void moreCachedThanInput_showsThatInputLeavesItOut() {
    assertThat(
            concepts(
                span()
                    .attribute("gen_ai.usage.input_tokens", 10)
                    .attribute("gen_ai.usage.cache_read.input_tokens", 90)))
        .contains(entry("ml.tokens.input", new IntValue(100)));
  }

  @Test
  void numbersAsText_areNumbers_andOthersAreNothing() {
    assertThat(concepts(span().attribute("gen_ai.usage.input_tokens", "12")))
        .contains(entry("ml.tokens.input", new IntValue(12)));
    assertThat(concepts(span().attribute("gen_ai.usage.input_tokens", "many")))
        .doesNotContainKeys("ml.tokens.input", "ml.cost.source");
    assertThat(concepts(span().attribute("gen_ai.usage.input_tokens", 0.5)))
        .doesNotContainKey("ml.tokens.input");
  }

  @Test
  void unknownModel_isUnpriced() {
    assertThat(
            concepts(
                span()
                    .attribute("gen_ai.provider.name", "vllm")
                    .attribute("gen_ai.response.model", "gpt-4o")
                    .attribute("gen_ai.usage.input_tokens", 5)))
        .contains(entry("ml.cost.source", text("unpriced")))
        .doesNotContainKey("ml.cost.total");
  }

  @Test
  void agents_areNotPriced_theirCallsAre() {
    assertThat(
            concepts(
                span()
                    .attribute("gen_ai.operation.name", "invoke_agent")
                    .attribute("gen_ai.response.model", "gpt-4o")
                    .attribute("gen_ai.usage.input_tokens", 5)))
        .doesNotContainKeys("ml.cost.source", "ml.cost.total");
  }

  @Test
  void routes_nameModelAndVersion() {
    assertThat(
            concepts(
                span()
                    .kind(SpanKind.CLIENT)
                    .attribute("http.request.method", "POST")
                    .attribute("url.full", "http://m:8080/v2/models/ranker/versions/7/infer?x=1")))
        .containsOnly(
            entry("ml.model.name", text("ranker")),
            entry("ml.model.version", text("7")),
            entry("ml.operation", text("predict")),
            entry("ml.layer", text("model")),
            entry("ml.source", text("ml.model.name=url.full")));
    assertThat(concepts(span().attribute("url.path", "/v1/models/half:predict")))
        .contains(entry("ml.model.name", text("half")));
    assertThat(concepts(span().attribute("http.route", "/v2/models/{model_name}/infer")))
        .doesNotContainKey("ml.model.name");
    assertThat(concepts(span().attribute("url.path", "/orders/predictions/7"))).isEmpty();
    assertThat(
            concepts(
                span()
                    .attribute("rpc.service", "inference.GRPCInferenceService")
                    .attribute("rpc.method", "ModelInfer")))
        .contains(entry("ml.operation", text("predict")))
        .contains(entry("ml.source", text("ml.operation=rpc.method")));
  }

  @Test
  void providers_areSpelledAlike() {
    assertThat(concepts(span().attribute("gen_ai.system", "OpenAI")))
        .contains(entry("ml.provider", text("openai")));
    assertThat(concepts(span().attribute("gen_ai.system", "az.ai.openai")))
        .contains(entry("ml.provider", text("azure.ai.openai")));
  }

  @Test
  void triton_modelSpanIsAPrediction() {
    assertThat(
            concepts(
                span()
                    .name("resnet")
                    .scope("triton-server")
                    .attribute("triton.model_name", "resnet")
                    .attribute("triton.model_version", 2)))
        .contains(
            entry("ml.model.name", text("resnet")),
            entry("ml.model.version", text("2")),
            entry("ml.framework", text("triton")),
            entry("ml.operation", text("predict")));
    assertThat(concepts(span().name("compute").scope("triton-server")))
        .contains(entry("ml.operation", text("compute")));
  }

  @Test
  void lectureNames_areRead() {
    assertThat(
            concepts(
                span()
                    .attribute("model.version", "v3")
                    .attribute("feature_store.version", "2026-01")
                    .attribute("ml.context.experiment", "ranking")
                    .attribute("business.context.customer_segment", "gold")
                    .attribute("cache.result", "hit")))
        .contains(
            entry("ml.model.version", text("v3")),
            entry("ml.feature.store.version", text("2026-01")),
            entry("ml.experiment.name", text("ranking")),
            entry("business.customer.segment", text("gold")),
            entry("ml.cache.hit", new BoolValue(true)));
  }

  @Test
  void resource_countsWhereTheSpanSaysNothing() {
    assertThat(
            concepts(
                span().resource("nv.dl.rank", new IntValue(3)).attribute("megatron.iteration", 9)))
        .contains(entry("ml.rank", new IntValue(3)), entry("ml.train.step", new IntValue(9)));
    assertThat(
            concepts(span().resource("ml.model.name", "a").attribute("gen_ai.response.model", "b")))
        .contains(entry("ml.model.name", text("b")));
  }

  @Test
  void layers_areKnownWithoutMl() {
    assertThat(concepts(span().attribute("db.system.name", "redis")))
        .containsOnly(entry("ml.layer", text("infrastructure")));
    assertThat(concepts(span().attribute("http.request.method", "GET")))
        .containsOnly(entry("ml.layer", text("request")));
    assertThat(concepts(span().attribute("anything", "else"))).isEmpty();
  }

  @Test
  void shapes_stayWhatTheyAre() {
    AttributeValue shape = new ArrayValue(List.of(new IntValue(8), new IntValue(3)));
    assertThat(concepts(span().attribute("input.shape", shape)))
        .contains(entry("ml.input.shape", shape));
  }

  @Test
  void sent_staysAsItWas_forAnySpans() {
    Seeds.check(
        50,
        random -> {
          List<Span> spans = new RandomSpans(random).spans(random.nextInt(200));
          SpanBatchBuilder builder = new SpanBatchBuilder();
          Spans.addTo(builder, spans);
          List<Span> normalized = Spans.list(normalizer.normalize(builder.view()));
          assertThat(normalized.stream().map(s -> s.withDerived(Span.Attributes.NONE)).toList())
              .isEqualTo(spans);
        });
  }

  @Test
  void batchOfManySpans_isAsIfOneByOne() {
    List<Span> spans =
        List.of(
            span().attribute("gen_ai.response.model", "a").build(),
            span().build(),
            span().attribute("gen_ai.response.model", "b").attribute("x", 1).build(),
            span().scope("triton-server").attribute("triton.model_name", "c").build());
    List<Span> together = Spans.list(normalizer.normalize(Spans.batch(spans)));
    for (int i = 0; i < spans.size(); i++) {
      assertThat(together.get(i))
          .isEqualTo(Spans.list(normalizer.normalize(Spans.batch(spans.get(i)))).getFirst());
    }
  }

  private Map<String, AttributeValue> concepts(SpanSpec span) {
    Map<String, AttributeValue> concepts = new LinkedHashMap<>();
    Spans.list(normalizer.normalize(Spans.batch(span.build())))
        .getFirst()
        .derived()
        .entries()
        .forEach(entry -> assertThat(concepts.put(entry.key(), entry.value())).isNull());
    return concepts;
  }

  private static SpanSpec span() {
    return Spans.span(1, 2);
  }

  private static Map<String, AttributeValue> without(
      Map<String, AttributeValue> concepts, String key) {
    Map<String, AttributeValue> rest = new LinkedHashMap<>(concepts);
    rest.remove(key);
    return rest;
  }

  private static double number(@Nullable AttributeValue value) {
    return value instanceof DoubleValue(double number) ? number : Double.NaN;
  }

  private static AttributeValue text(String text) {
    return new StringValue(text);
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-12);
  }
}
