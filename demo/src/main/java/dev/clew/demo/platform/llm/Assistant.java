// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.llm;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.clew.demo.platform.retrieval.VectorIndex;
import dev.clew.demo.platform.serving.EmbeddingServer;
import dev.clew.demo.platform.site.Site;
import dev.clew.demo.platform.wire.Http;
import dev.clew.demo.platform.wire.HttpLibrary;
import dev.clew.demo.platform.wire.Postgres;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Language;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Scope;
import dev.clew.demo.telemetry.Service;
import dev.clew.demo.traffic.Visitor;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.util.HexFormat;

/**
 * The shopping assistant: an agent that retrieves help pages, asks the language model, calls tools
 * when the model wants it to, and streams the answer. Instrumented with OpenTelemetry's {@code
 * gen_ai.*} names.
 */
public final class Assistant {

  private static final Deployment DEPLOYMENT =
      Deployment.of("shopping-assistant", "5.7.0", Language.PYTHON);
  private static final Scope GEN_AI = new Scope("opentelemetry.util.genai", "0.3b0");
  private static final Scope ASYNCPG = new Scope("opentelemetry.instrumentation.asyncpg", "0.60b1");
  private static final String AGENT = "shopping-assistant";
  private static final HexFormat HEX = HexFormat.of();

  private static final Operation INVOKE_AGENT =
      genAi("invoke_agent", AGENT)
          .with(
              Attributes.builder()
                  .put("gen_ai.agent.id", "asst_7Qm2")
                  .put("gen_ai.agent.name", AGENT)
                  .put("gen_ai.agent.version", "2026-02-11")
                  .build());
  private static final Operation RETRIEVAL =
      genAi("retrieval", "product-help").with(stringKey("gen_ai.data_source.id"), "product-help");
  private static final Operation EMBEDDINGS =
      genAi("embeddings", EmbeddingServer.EMBEDDER.name())
          .with(stringKey("gen_ai.request.model"), EmbeddingServer.EMBEDDER.name());
  private static final Operation CHAT =
      genAi("chat", LanguageEngine.MODEL)
          .with(stringKey("gen_ai.request.model"), LanguageEngine.MODEL);
  private static final Operation LOOKUP_ORDER =
      genAi("execute_tool", "lookup_order")
          .with(
              Attributes.builder()
                  .put("gen_ai.tool.name", "lookup_order")
                  .put("gen_ai.tool.type", "function")
                  .put("gen_ai.tool.description", "Finds the customer's latest orders")
                  .build());

  private static final Postgres.Statement ORDERS =
      new Postgres.Statement(
          "SELECT orders",
          "SELECT id, state, eta FROM orders WHERE customer_id = $1 ORDER BY placed_at DESC LIMIT"
              + " 5",
          Latency.ofMillis(6, 40));
  private static final VectorIndex.Collection HELP_PAGES =
      new VectorIndex.Collection("product_help", 1024, 2);
  private static final double WANTS_TOOL = 0.4;
  private static final double TOOL_FAILS = 0.03;

  private final EmbeddingServer embeddings;
  private final VectorIndex vectors;
  private final LanguageEngine engine;
  private final Postgres orders;
  private final Http chat;

  /** The assistant at {@code site}, with its own language engine. */
  public Assistant(Site site, EmbeddingServer embeddings, VectorIndex vectors) {
    Service service = site.deploy(DEPLOYMENT, 2);
    this.embeddings = embeddings;
    this.vectors = vectors;
    this.engine = new LanguageEngine(site);
    this.orders = new Postgres("orders", ASYNCPG, site.sized(0.5));
    this.chat = Http.endpoint(service, "POST", "/chat", HttpLibrary.ENVOY, HttpLibrary.FASTAPI);
  }

  /** Answers one message of {@code visitor}. */
  public void handle(Flow flow, Visitor visitor) {
    chat.callVoid(flow, _ -> flow.runVoid(INVOKE_AGENT, span -> answer(flow, span, visitor)));
  }

  private void answer(Flow flow, Span span, Visitor visitor) {
    String question = Texts.question(flow.random());
    span.setAttribute("gen_ai.provider.name", "vllm");
    span.setAttribute("gen_ai.request.model", LanguageEngine.MODEL);
    span.setAttribute("gen_ai.conversation.id", visitor.sessionId());
    span.setAttribute("user.id", visitor.userId());
    retrieve(flow, question);
    Generation first = chat(flow, visitor, question, flow.chance(WANTS_TOOL));
    int inputTokens = first.inputTokens();
    int outputTokens = first.outputTokens();
    if (first.finishReason().equals("tool_calls")) {
      lookUpOrder(flow, visitor);
      Generation second = chat(flow, visitor, question, false);
      inputTokens += second.inputTokens();
      outputTokens += second.outputTokens();
    }
    span.setAttribute("gen_ai.usage.input_tokens", inputTokens);
    span.setAttribute("gen_ai.usage.output_tokens", outputTokens);
  }

  private void retrieve(Flow flow, String question) {
    flow.runVoid(
        RETRIEVAL,
        span -> {
          span.setAttribute("gen_ai.retrieval.query.text", question);
          flow.runVoid(
              EMBEDDINGS,
              embedding -> {
                embeddings.embed(flow, 1);
                embedding.setAttribute("gen_ai.embeddings.dimension.count", 1024);
                embedding.setAttribute("gen_ai.usage.input_tokens", question.length() / 4);
              });
          vectors.search(flow, HELP_PAGES, 24);
          embeddings.rerank(flow, 24);
        });
  }

  private Generation chat(Flow flow, Visitor visitor, String question, boolean wantsTool) {
    return flow.run(
        CHAT,
        span -> {
          Prompt prompt = Prompt.about(1_900, wantsTool ? 28 : 130, flow.random());
          span.setAttribute("gen_ai.provider.name", "vllm");
          span.setAttribute("gen_ai.conversation.id", visitor.sessionId());
          span.setAttribute("gen_ai.output.type", "text");
          GenAi.describeRequest(span, prompt, question);
          Generation streamed = engine.generate(flow, prompt, new StreamEvents(span)::arrived);
          Generation generation = wantsTool ? streamed.finishedBecause("tool_calls") : streamed;
          span.setAttribute(
              "gen_ai.response.id", "chatcmpl-" + HEX.toHexDigits(flow.random().nextLong()));
          GenAi.describeResponse(span, generation, Texts.answer(flow.random()));
          return generation;
        });
  }

  /** Calls the tool; if it fails, the model has to do without. */
  private void lookUpOrder(Flow flow, Visitor visitor) {
    try {
      flow.runVoid(
          LOOKUP_ORDER,
          span -> {
            span.setAttribute(
                "gen_ai.tool.call.id", "call_" + HEX.toHexDigits(flow.random().nextInt()));
            span.setAttribute(
                "gen_ai.tool.call.arguments", "{\"customer\":\"" + visitor.userId() + "\"}");
            orders.run(flow, ORDERS, 5);
            if (flow.chance(TOOL_FAILS)) {
              String message = "order 4711 has no shipment record";
              throw new Failure("KeyError", message, "KeyError: " + message, 500);
            }
            span.setAttribute("gen_ai.tool.call.result", "{\"orders\":5}");
          });
    } catch (Failure _) {
      // The tool's span says what went wrong; the conversation goes on.
    }
  }

  /** Puts the arrival of tokens on the span as events. */
  private static final class StreamEvents {

    private final Span span;
    private int chunkCount;

    StreamEvents(Span span) {
      this.span = span;
    }

    void arrived(int tokenCount) {
      String name = chunkCount == 0 ? "gen_ai.first_token" : "gen_ai.chunk";
      span.addEvent(
          name,
          Attributes.of(
              longKey("gen_ai.chunk.index"), (long) chunkCount++,
              longKey("gen_ai.chunk.token_count"), (long) tokenCount));
    }
  }

  private static Operation genAi(String operation, String subject) {
    Operation named =
        switch (operation) {
          case "invoke_agent", "execute_tool" ->
              Operation.internal(operation + " " + subject, GEN_AI);
          default -> Operation.client(operation + " " + subject, GEN_AI);
        };
    return named.with(stringKey("gen_ai.operation.name"), operation);
  }
}
