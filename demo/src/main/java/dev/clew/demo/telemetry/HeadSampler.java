// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Keeps every trace and says so in {@code tracestate}, as a consistent-probability sampler does.
 */
final class HeadSampler implements Sampler {

  /** Rejection threshold 0 in OpenTelemetry's {@code tracestate} entry: probability 1. */
  private static final TraceState KEEP_ALL = TraceState.builder().put("ot", "th:0").build();

  private static final SamplingResult KEEP_AND_SAY_SO =
      new SamplingResult() {
        @Override
        public SamplingDecision getDecision() {
          return SamplingDecision.RECORD_AND_SAMPLE;
        }

        @Override
        public Attributes getAttributes() {
          return Attributes.empty();
        }

        @Override
        public TraceState getUpdatedTraceState(TraceState parentTraceState) {
          return KEEP_ALL;
        }
      };

  @Override
  public SamplingResult shouldSample(
      Context parentContext,
      String traceId,
      String name,
      SpanKind spanKind,
      Attributes attributes,
      List<LinkData> parentLinks) {
    return spanKind == SpanKind.SERVER
        ? KEEP_AND_SAY_SO
        : SamplingResult.create(SamplingDecision.RECORD_AND_SAMPLE);
  }

  @Override
  public String getDescription() {
    return "HeadSampler{probability=1}";
  }
}
