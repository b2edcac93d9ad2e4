// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.llm;

import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.valueKey;

import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import java.util.List;

/** OpenTelemetry's attributes for generative AI, as of 2026. */
final class GenAi {

  private GenAi() {}

  static void describeRequest(Span span, Prompt prompt, String question) {
    span.setAttribute("gen_ai.request.max_tokens", prompt.maxTokens());
    span.setAttribute("gen_ai.request.temperature", 0.2);
    span.setAttribute("gen_ai.request.top_p", 0.95);
    span.setAttribute("gen_ai.request.stream", true);
    span.setAttribute(valueKey("gen_ai.input.messages"), messages("user", question));
  }

  static void describeResponse(Span span, Generation generation, String answer) {
    span.setAttribute("gen_ai.response.model", LanguageEngine.MODEL);
    span.setAttribute(
        stringArrayKey("gen_ai.response.finish_reasons"), List.of(generation.finishReason()));
    span.setAttribute("gen_ai.response.time_to_first_chunk", generation.firstTokenSeconds());
    span.setAttribute("gen_ai.usage.input_tokens", generation.inputTokens());
    span.setAttribute("gen_ai.usage.output_tokens", generation.outputTokens());
    span.setAttribute("gen_ai.usage.cache_read.input_tokens", generation.cachedTokens());
    span.setAttribute(valueKey("gen_ai.output.messages"), messages("assistant", answer));
  }

  /** One message in the structured form: a list of parts under a role. */
  private static Value<?> messages(String role, String content) {
    Value<?> part =
        Value.of(KeyValue.of("type", Value.of("text")), KeyValue.of("content", Value.of(content)));
    Value<?> message =
        Value.of(KeyValue.of("role", Value.of(role)), KeyValue.of("parts", Value.of(part)));
    return Value.of(message);
  }
}
