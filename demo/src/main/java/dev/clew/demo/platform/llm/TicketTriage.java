// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.llm;

import dev.clew.demo.platform.site.Site;
import dev.clew.demo.platform.wire.Http;
import dev.clew.demo.platform.wire.HttpLibrary;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Language;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Scope;
import dev.clew.demo.telemetry.Service;
import dev.clew.demo.traffic.Visitor;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.util.List;

/**
 * Sends support tickets to the right queue with a bought model. Nobody has updated its
 * instrumentation since 2024: Traceloop's names, the first {@code gen_ai.*} names and old HTTP.
 */
public final class TicketTriage {

  private static final Deployment DEPLOYMENT =
      Deployment.of("ticket-triage", "1.1.9", Language.PYTHON);
  private static final Scope TRACELOOP = new Scope("traceloop.tracer", "0.22.1");
  private static final Scope OPENAI =
      new Scope("opentelemetry.instrumentation.openai.v1", "0.22.1");
  private static final Operation WORKFLOW = traceloop("ticket_triage.workflow", "workflow");
  private static final Operation CLASSIFY = traceloop("classify_ticket.task", "task");
  private static final Operation CHAT =
      Operation.client("openai.chat", OPENAI)
          .with(
              Attributes.builder()
                  .put("gen_ai.system", "OpenAI")
                  .put("gen_ai.request.model", "gpt-4o-mini")
                  .put("llm.request.type", "chat")
                  .put("llm.is_streaming", false)
                  .put("gen_ai.openai.api_base", "https://api.openai.com/v1/")
                  .build());
  private static final List<String> QUEUES = List.of("delivery", "returns", "payment", "fraud");

  private final HostedModel model;
  private final Http triage;

  /** The service at {@code site}. */
  public TicketTriage(Site site) {
    Service service = site.deploy(DEPLOYMENT, 1);
    this.model = new HostedModel("api.openai.com", "/v1/chat/completions", HttpLibrary.OLD_FLASK);
    this.triage =
        Http.endpoint(service, "POST", "/triage", HttpLibrary.ENVOY, HttpLibrary.OLD_FLASK);
  }

  /** Routes one ticket of {@code visitor}. */
  public void handle(Flow flow, Visitor visitor) {
    triage.callVoid(
        flow,
        _ ->
            flow.runVoid(
                WORKFLOW,
                span -> {
                  span.setAttribute(
                      "traceloop.association.properties.session_id", visitor.sessionId());
                  span.setAttribute("traceloop.association.properties.user_id", visitor.userId());
                  flow.runVoid(CLASSIFY, task -> classify(flow, task));
                }));
  }

  private void classify(Flow flow, Span task) {
    String ticket = Texts.question(flow.random());
    String queue = QUEUES.get(flow.random().nextInt(QUEUES.size()));
    task.setAttribute("traceloop.entity.input", "{\"ticket\": \"" + ticket + "\"}");
    flow.runVoid(
        CHAT,
        span -> {
          Prompt prompt = Prompt.about(420, 9, flow.random());
          span.setAttribute("gen_ai.prompt.0.role", "system");
          span.setAttribute("gen_ai.prompt.0.content", "Name the queue for this ticket.");
          span.setAttribute("gen_ai.prompt.1.role", "user");
          span.setAttribute("gen_ai.prompt.1.content", ticket);
          Generation generation = model.generate(flow, prompt);
          span.setAttribute("gen_ai.completion.0.role", "assistant");
          span.setAttribute("gen_ai.completion.0.content", queue);
          span.setAttribute("gen_ai.completion.0.finish_reason", generation.finishReason());
          span.setAttribute("gen_ai.response.model", "gpt-4o-mini-2024-07-18");
          span.setAttribute("gen_ai.usage.prompt_tokens", generation.inputTokens());
          span.setAttribute("gen_ai.usage.completion_tokens", generation.outputTokens());
          span.setAttribute(
              "llm.usage.total_tokens", generation.inputTokens() + generation.outputTokens());
        });
    task.setAttribute("traceloop.entity.output", "{\"queue\": \"" + queue + "\"}");
  }

  private static Operation traceloop(String name, String kind) {
    return Operation.internal(name, TRACELOOP)
        .with(
            Attributes.builder()
                .put("traceloop.span.kind", kind)
                .put("traceloop.workflow.name", "ticket_triage")
                .put("traceloop.entity.name", name.substring(0, name.indexOf('.')))
                .build());
  }
}
