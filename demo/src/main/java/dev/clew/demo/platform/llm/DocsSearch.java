// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.llm;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.clew.demo.platform.retrieval.VectorIndex;
import dev.clew.demo.platform.serving.EmbeddingServer;
import dev.clew.demo.platform.site.Site;
import dev.clew.demo.platform.wire.Http;
import dev.clew.demo.platform.wire.HttpLibrary;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Language;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Protocol;
import dev.clew.demo.telemetry.Scope;
import dev.clew.demo.telemetry.Service;
import dev.clew.demo.traffic.Visitor;
import io.opentelemetry.api.trace.Span;

/**
 * Answers questions from the help pages with a bought model. Instrumented with OpenInference: a
 * span kind attribute, lists flattened with an index, JSON in strings, cost on the span.
 */
public final class DocsSearch {

  private static final Deployment DEPLOYMENT =
      Deployment.of("docs-search", "2.4.1", Language.PYTHON).by(Protocol.HTTP_GZIP);
  private static final Scope LLAMA_INDEX =
      new Scope("openinference.instrumentation.llama_index", "4.3.9");
  private static final Operation QUERY = openInference("RetrieverQueryEngine.query", "CHAIN");
  private static final Operation RETRIEVE =
      openInference("VectorIndexRetriever.retrieve", "RETRIEVER");
  private static final Operation EMBED = openInference("CreateEmbeddings", "EMBEDDING");
  private static final Operation RERANK = openInference("SentenceTransformerRerank", "RERANKER");
  private static final Operation COMPLETE = openInference("ChatCompletion", "LLM");
  private static final VectorIndex.Collection PAGES =
      new VectorIndex.Collection("help_pages", 1024, 2);

  private static final String MODEL = "claude-haiku-4-5";
  private static final double DOLLARS_PER_INPUT_TOKEN = 1e-6;
  private static final double DOLLARS_PER_OUTPUT_TOKEN = 5e-6;
  private static final int DOCUMENT_COUNT = 8;
  private static final int ATTEMPTS_MAX = 3;

  private final EmbeddingServer embeddings;
  private final VectorIndex vectors;
  private final HostedModel model;
  private final Http search;

  /** The service at {@code site}. */
  public DocsSearch(Site site, EmbeddingServer embeddings, VectorIndex vectors) {
    Service service = site.deploy(DEPLOYMENT, 1);
    this.embeddings = embeddings;
    this.vectors = vectors;
    this.model = new HostedModel("api.anthropic.com", "/v1/messages", HttpLibrary.HTTPX);
    this.search = Http.endpoint(service, "POST", "/search", HttpLibrary.ENVOY, HttpLibrary.FASTAPI);
  }

  /** Answers one question of {@code visitor}. */
  public void handle(Flow flow, Visitor visitor) {
    String question = Texts.question(flow.random());
    search.callVoid(
        flow,
        _ ->
            flow.runVoid(
                QUERY,
                span -> {
                  span.setAttribute("session.id", visitor.sessionId());
                  span.setAttribute("user.id", visitor.userId());
                  span.setAttribute("input.value", question);
                  span.setAttribute("input.mime_type", "text/plain");
                  span.setAttribute("metadata", "{\"market\":\"" + visitor.market() + "\"}");
                  retrieve(flow, question);
                  rerank(flow, question);
                  span.setAttribute("output.value", complete(flow, question));
                  span.setAttribute("output.mime_type", "text/plain");
                }));
  }

  private void retrieve(Flow flow, String question) {
    flow.runVoid(
        RETRIEVE,
        span -> {
          span.setAttribute("input.value", question);
          flow.runVoid(
              EMBED,
              embed -> {
                embed.setAttribute("embedding.model_name", EmbeddingServer.EMBEDDER.name());
                embed.setAttribute("embedding.embeddings.0.embedding.text", question);
                embeddings.embed(flow, 1);
              });
          double score = vectors.search(flow, PAGES, DOCUMENT_COUNT);
          for (int index = 0; index < DOCUMENT_COUNT; index++) {
            String document = "retrieval.documents." + index + ".document.";
            span.setAttribute(document + "id", "help-" + flow.random().nextInt(900));
            span.setAttribute(document + "score", score * Math.pow(0.96, index));
          }
        });
  }

  private void rerank(Flow flow, String question) {
    flow.runVoid(
        RERANK,
        span -> {
          span.setAttribute("reranker.model_name", EmbeddingServer.RERANKER.name());
          span.setAttribute("reranker.query", question);
          span.setAttribute("reranker.top_k", 3);
          embeddings.rerank(flow, DOCUMENT_COUNT);
        });
  }

  private String complete(Flow flow, String question) {
    return flow.run(
        COMPLETE,
        span -> {
          String answer = Texts.answer(flow.random());
          Prompt prompt = Prompt.about(1_400, 110, flow.random());
          Generation generation = generatePatiently(flow, span, prompt);
          describe(span, question, answer, prompt, generation);
          return answer;
        });
  }

  /** Asks again after being told to slow down, twice. */
  private Generation generatePatiently(Flow flow, Span span, Prompt prompt) {
    for (int attempt = 1; ; attempt++) {
      try {
        return model.generate(flow, prompt);
      } catch (Failure refusal) {
        if (attempt == ATTEMPTS_MAX) {
          throw refusal;
        }
        span.addEvent("retry", refusal.attributes());
        HostedModel.backOff(flow);
      }
    }
  }

  private static void describe(
      Span span, String question, String answer, Prompt prompt, Generation generation) {
    double inputCost = generation.inputTokens() * DOLLARS_PER_INPUT_TOKEN;
    double outputCost = generation.outputTokens() * DOLLARS_PER_OUTPUT_TOKEN;
    span.setAttribute("llm.model_name", MODEL);
    span.setAttribute("llm.provider", "anthropic");
    span.setAttribute("llm.system", "anthropic");
    span.setAttribute(
        "llm.invocation_parameters",
        "{\"max_tokens\": " + prompt.maxTokens() + ", \"temperature\": 0.0}");
    span.setAttribute("llm.input_messages.0.message.role", "user");
    span.setAttribute("llm.input_messages.0.message.content", question);
    span.setAttribute("llm.output_messages.0.message.role", "assistant");
    span.setAttribute("llm.output_messages.0.message.content", answer);
    span.setAttribute("llm.token_count.prompt", generation.inputTokens());
    span.setAttribute("llm.token_count.completion", generation.outputTokens());
    span.setAttribute(
        "llm.token_count.total", generation.inputTokens() + generation.outputTokens());
    span.setAttribute("llm.token_count.prompt_details.cache_read", generation.cachedTokens());
    span.setAttribute("llm.cost.prompt", inputCost);
    span.setAttribute("llm.cost.completion", outputCost);
    span.setAttribute("llm.cost.total", inputCost + outputCost);
    span.setAttribute("llm.finish_reason", generation.finishReason());
  }

  private static Operation openInference(String name, String kind) {
    return Operation.internal(name, LLAMA_INDEX).with(stringKey("openinference.span.kind"), kind);
  }
}
