// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.llm;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.clew.demo.platform.wire.Http;
import dev.clew.demo.platform.wire.HttpLibrary;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Operation;
import org.jspecify.annotations.Nullable;

/** A language model behind somebody else's API: nothing of its inside is to be seen. */
final class HostedModel {

  private static final Latency FIRST_TOKEN = Latency.ofMillis(330, 1_400);
  private static final Latency PER_TOKEN = Latency.ofMillis(7, 16);
  private static final Latency REFUSAL = Latency.ofMillis(45, 160);
  private static final double RATE_LIMITED = 0.05;

  private final Operation request;
  private final HttpLibrary library;

  HostedModel(String host, String path, HttpLibrary library) {
    this.library = library;
    this.request = Http.clientOperation(host, 443, "POST", path, library);
  }

  /**
   * Answers {@code prompt}.
   *
   * @throws Failure with status 429 if the provider has had enough
   */
  Generation generate(Flow flow, Prompt prompt) {
    @Nullable Generation generation =
        flow.chance(RATE_LIMITED) ? refused(flow) : answered(flow, prompt);
    if (generation == null) {
      String message = "Error code: 429 - Rate limit reached for requests, retry after 380 ms";
      throw new Failure("RateLimitError", message, "RateLimitError: " + message, 429);
    }
    return generation;
  }

  /** How long a polite client waits after a refusal. */
  static void backOff(Flow flow) {
    flow.spendNanos(MILLISECONDS.toNanos(380 + flow.random().nextInt(120)));
  }

  private @Nullable Generation refused(Flow flow) {
    flow.runVoid(
        request,
        span -> {
          flow.spend(REFUSAL);
          Http.recordAnswer(span, library, 429);
        });
    return null;
  }

  private Generation answered(Flow flow, Prompt prompt) {
    return flow.run(
        request,
        span -> {
          long startNanos = flow.nowNanos();
          flow.spend(FIRST_TOKEN);
          long firstTokenNanos = flow.nowNanos() - startNanos;
          flow.spend(PER_TOKEN.times(prompt.outputTokens()));
          Http.recordAnswer(span, library, 200);
          return new Generation(
              prompt.inputTokens(),
              prompt.cachedTokens(),
              prompt.outputTokens(),
              firstTokenNanos,
              prompt.finishReason());
        });
  }
}
