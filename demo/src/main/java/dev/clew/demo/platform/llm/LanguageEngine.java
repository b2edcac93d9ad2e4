// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.llm;

import static io.opentelemetry.api.common.AttributeKey.doubleKey;

import dev.clew.demo.platform.site.Site;
import dev.clew.demo.platform.wire.Http;
import dev.clew.demo.platform.wire.HttpLibrary;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.sim.Station;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Language;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Replica;
import dev.clew.demo.telemetry.Scope;
import dev.clew.demo.telemetry.Service;
import io.opentelemetry.api.trace.Span;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * An inference engine for language models, instrumented as vLLM is: one span per request, on which
 * waiting, prefill and decoding appear as attributes in seconds.
 *
 * <p>Requests share a replica by continuous batching: a fixed number of sequences decode at once,
 * each slower the more there are; the rest wait.
 */
final class LanguageEngine {

  static final String MODEL = "qwen3-32b";

  private static final Deployment DEPLOYMENT =
      Deployment.of("llm-engine", "0.11.2", Language.PYTHON).onGpus("NVIDIA A100-SXM4-80GB");
  private static final Operation LLM_REQUEST =
      Operation.server("llm_request", new Scope("vllm.llm_engine", "0.11.2"));
  private static final int SEQUENCES_MAX = 6;
  private static final int CHUNK_TOKENS = 16;
  private static final Latency PREFILL_PER_TOKEN = Latency.ofMillis(0.11, 0.2);
  private static final Latency DECODE_PER_TOKEN = Latency.ofMillis(11, 19);
  private static final double SLOWDOWN_PER_SEQUENCE = 0.06;
  private static final HexFormat HEX = HexFormat.of();

  private final Http completions;
  private final Map<Replica, Station> decodeSlots = new HashMap<>();

  /** Told about tokens as they arrive. */
  @FunctionalInterface
  interface TokenStream {

    /** {@code tokenCount} more tokens have arrived. */
    void arrived(int tokenCount);
  }

  LanguageEngine(Site site) {
    Service service = site.deploy(DEPLOYMENT, 1);
    service.replicas().forEach(replica -> decodeSlots.put(replica, new Station(SEQUENCES_MAX)));
    this.completions =
        Http.endpoint(
                service, "POST", "/v1/chat/completions", HttpLibrary.HTTPX, HttpLibrary.FASTAPI)
            .servedAs(LLM_REQUEST);
  }

  /** Answers {@code prompt}, streaming tokens to {@code stream} as they are produced. */
  Generation generate(Flow flow, Prompt prompt, TokenStream stream) {
    return completions.call(flow, span -> serve(flow, span, prompt, stream));
  }

  private Generation serve(Flow flow, Span span, Prompt prompt, TokenStream stream) {
    Station slots = decodeSlots.get(flow.replica());
    if (slots == null) {
      throw new IllegalStateException("replica: " + flow.replica().podName() + " is not ours");
    }
    long arrivedNanos = flow.nowNanos();
    slots.acquire(flow.strand());
    double crowding = 1 + SLOWDOWN_PER_SEQUENCE * (slots.busyCount() - 1);
    long admittedNanos = flow.nowNanos();
    flow.spend(PREFILL_PER_TOKEN.times(prompt.inputTokens() - prompt.cachedTokens()));
    long prefilledNanos = flow.nowNanos();
    decode(flow, prompt.outputTokens(), DECODE_PER_TOKEN.times(crowding), stream);
    slots.release(flow.strand());
    Generation generation =
        new Generation(
            prompt.inputTokens(),
            prompt.cachedTokens(),
            prompt.outputTokens(),
            prefilledNanos - arrivedNanos,
            prompt.finishReason());
    describe(flow, span, prompt, generation);
    latency(span, "time_in_queue", admittedNanos - arrivedNanos);
    latency(span, "time_to_first_token", prefilledNanos - arrivedNanos);
    latency(span, "time_in_model_prefill", prefilledNanos - admittedNanos);
    latency(span, "time_in_model_decode", flow.nowNanos() - prefilledNanos);
    latency(span, "time_in_model_inference", flow.nowNanos() - admittedNanos);
    latency(span, "e2e", flow.nowNanos() - arrivedNanos);
    return generation;
  }

  private static void decode(Flow flow, int tokenCount, Latency perToken, TokenStream stream) {
    stream.arrived(1);
    for (int left = tokenCount - 1; left > 0; left -= CHUNK_TOKENS) {
      int chunk = Math.min(left, CHUNK_TOKENS);
      flow.spend(perToken.times(chunk));
      stream.arrived(chunk);
    }
  }

  private static void describe(Flow flow, Span span, Prompt prompt, Generation generation) {
    span.setAttribute("gen_ai.request.id", "cmpl-" + HEX.toHexDigits(flow.random().nextLong()));
    span.setAttribute("gen_ai.request.max_tokens", prompt.maxTokens());
    span.setAttribute("gen_ai.request.temperature", 0.2);
    span.setAttribute("gen_ai.request.top_p", 0.95);
    span.setAttribute("gen_ai.request.n", 1);
    span.setAttribute("gen_ai.response.model", MODEL);
    span.setAttribute("gen_ai.usage.num_sequences", 1);
    span.setAttribute("gen_ai.usage.prompt_tokens", generation.inputTokens());
    span.setAttribute("gen_ai.usage.completion_tokens", generation.outputTokens());
    span.setAttribute("gen_ai.usage.cached_tokens", generation.cachedTokens());
  }

  private static void latency(Span span, String name, long nanos) {
    span.setAttribute(doubleKey("gen_ai.latency." + name), nanos / 1e9);
  }
}
