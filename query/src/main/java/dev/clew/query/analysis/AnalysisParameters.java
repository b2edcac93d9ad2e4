// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import dev.clew.analysis.bottleneck.BottleneckAnalysis;
import dev.clew.analysis.bottleneck.BusinessImpact;
import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.query.jaeger.EpochNanos;
import dev.clew.query.jaeger.SpanConditions;
import dev.clew.query.jaeger.terms.ServiceName;
import dev.clew.query.parameter.ParameterException;
import dev.clew.query.parameter.Parameters;
import dev.clew.query.parameter.Tag;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all analyses take: {@code service}, {@code operation}, {@code lookback} or {@code start} and
 * {@code end}, {@code tag}, {@code tags}, {@code minDuration}, {@code maxDuration}, {@code limit},
 * {@code minSamples}, {@code impact}.
 *
 * <p>A range that ends now ends at the next full ten seconds, so that the same question asked again
 * soon has the same answer.
 *
 * @param query which traces and requests
 * @param impact how much requests matter
 * @param samplesMin how often an operation must be seen to be ranked
 */
record AnalysisParameters(AnalysisQuery query, BusinessImpact impact, int samplesMin) {

  private static final Duration LOOKBACK_DEFAULT = Duration.ofHours(1);
  private static final long STEP_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int TRACES_MAX = 100_000;
  private static final int SAMPLES_MAX = 1_000_000;

  static AnalysisParameters of(Parameters parameters, Instant now) {
    return new AnalysisParameters(
        query(parameters, now),
        impact(parameters),
        parameters.count("minSamples", SAMPLES_MAX).orElse(BottleneckAnalysis.SAMPLES_MIN));
  }

  /** Which traces. */
  static AnalysisQuery query(Parameters parameters, Instant now) {
    return new AnalysisQuery(
        parameters.text("service").map(ServiceName::fromJaeger),
        parameters.text("operation"),
        filter(parameters, "tag", "tags", "minDuration", "maxDuration"),
        range(parameters, now),
        parameters.count("limit", TRACES_MAX).orElse(AnalysisQuery.TRACES_DEFAULT));
  }

  /** What one span has to satisfy, by the parameters of these names. */
  static SpanFilter filter(
      Parameters parameters, String tag, String tags, String minDuration, String maxDuration) {
    return new SpanConditions(
            Optional.empty(),
            Optional.empty(),
            tags(parameters, tag, tags),
            parameters.durationOrMillis(minDuration),
            parameters.durationOrMillis(maxDuration))
        .filter();
  }

  /** The share of {@code faster}, a percentage. */
  static double faster(Parameters parameters, double otherwise) {
    Optional<String> text = parameters.text("faster");
    if (text.isEmpty()) {
      return otherwise;
    }
    ParameterException malformed =
        ParameterException.malformed(
            "faster", text.get(), "a percentage, more than 0 and up to 100");
    try {
      double percent = Double.parseDouble(text.get());
      if (percent > 0 && percent <= 100) {
        return percent / 100;
      }
    } catch (NumberFormatException notANumber) {
      malformed.initCause(notANumber);
    }
    throw malformed;
  }

  private static TimeRange range(Parameters parameters, Instant now) {
    long nextStep = Math.ceilDiv(EpochNanos.of(now), STEP_NANOS) * STEP_NANOS;
    long endNanos = parameters.time("end").orElse(nextStep);
    long lookback = parameters.duration("lookback").orElse(LOOKBACK_DEFAULT.toNanos());
    if (lookback <= 0) {
      throw ParameterException.malformed(
          "lookback", parameters.requiredText("lookback"), "a positive duration such as 1h");
    }
    long startNanos = parameters.time("start").orElse(endNanos - lookback);
    if (endNanos < startNanos) {
      throw ParameterException.malformed(
          "end", parameters.text("end").orElse("now"), "not before start");
    }
    return EpochNanos.closedRange(startNanos, endNanos);
  }

  private static List<Tag> tags(Parameters parameters, String name, String jsonName) {
    List<Tag> tags = new ArrayList<>();
    parameters.all(name).forEach(tag -> tags.add(Tag.parse(name, tag)));
    parameters.all(jsonName).forEach(json -> tags.addAll(Tag.parseJson(jsonName, json)));
    return tags;
  }

  /** {@code segment:enterprise=5}, {@code priority:high=2}, {@code default=1}; may be repeated. */
  private static BusinessImpact impact(Parameters parameters) {
    Map<String, Double> segments = new HashMap<>();
    Map<String, Double> priorities = new HashMap<>();
    double otherwise = 1;
    for (String text : parameters.all("impact")) {
      int equals = text.lastIndexOf('=');
      String key = equals < 0 ? "" : text.substring(0, equals);
      double value = impactValue(text, equals);
      if (key.startsWith("segment:")) {
        segments.put(key.substring("segment:".length()), value);
      } else if (key.startsWith("priority:")) {
        priorities.put(key.substring("priority:".length()), value);
      } else if (key.equals("default")) {
        otherwise = value;
      } else {
        throw malformedImpact(text);
      }
    }
    return new BusinessImpact(segments, priorities, otherwise);
  }

  private static double impactValue(String text, int equals) {
    try {
      double value = Double.parseDouble(text.substring(equals + 1));
      if (value >= 0 && Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      ParameterException malformed = malformedImpact(text);
      malformed.initCause(notANumber);
      throw malformed;
    }
    throw malformedImpact(text);
  }

  private static ParameterException malformedImpact(String text) {
    return ParameterException.malformed(
        "impact", text, "segment:NAME=NUMBER, priority:NAME=NUMBER or default=NUMBER");
  }
}
