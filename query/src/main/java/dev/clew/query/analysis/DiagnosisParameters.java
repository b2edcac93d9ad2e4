// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import dev.clew.analysis.contrast.Outcome;
import dev.clew.analysis.diagnosis.Comparison;
import dev.clew.analysis.diagnosis.DiagnosisQuery;
import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.analysis.version.VersionAnalysis;
import dev.clew.query.jaeger.terms.ServiceName;
import dev.clew.query.parameter.ParameterException;
import dev.clew.query.parameter.Parameters;
import dev.clew.store.query.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a comparison takes besides the parameters of all analyses: {@code compare}, {@code
 * slowerThan}, {@code outcome}, {@code events}, {@code versionKey}, {@code model}, and those that
 * say what is compared with, which begin with {@code reference}.
 */
final class DiagnosisParameters {

  static final String COMPARE = "compare";
  static final String SLOW = "slow";
  static final String BASELINE = "baseline";

  private static final String COMPARISONS =
      "slow, errors, baseline, version=A,B or search with a parameter that begins with reference";
  private static final String OUTCOMES = "latency, errors, low:KEY or high:KEY";
  private static final Pattern VERSIONS = Pattern.compile("version=([^,]+),([^,]+)");
  private static final List<String> REFERENCE =
      List.of(
          "referenceService",
          "referenceOperation",
          "referenceStart",
          "referenceEnd",
          "referenceTag",
          "referenceTags",
          "referenceMinDuration",
          "referenceMaxDuration");

  private DiagnosisParameters() {}

  /** The question of these parameters; {@code otherwise} is compared if they do not say. */
  static DiagnosisQuery of(Parameters parameters, Instant now, String otherwise) {
    AnalysisQuery query = AnalysisParameters.query(parameters, now);
    Comparison comparison =
        comparison(parameters, query, parameters.text(COMPARE).orElse(otherwise));
    return new DiagnosisQuery(
        query,
        comparison,
        outcome(parameters, comparison),
        parameters.text("events").isEmpty() || parameters.flag("events"));
  }

  /** Which versions are compared where all are, or those of {@code baseline} and candidate. */
  static VersionAnalysis.Versions versions(Parameters parameters) {
    Optional<String> baseline = parameters.text("baseline");
    Optional<String> candidate = parameters.text("candidate");
    if (baseline.isPresent() != candidate.isPresent()) {
      throw ParameterException.missing(baseline.isPresent() ? "candidate" : "baseline");
    }
    if (baseline.isPresent() && baseline.equals(candidate)) {
      throw ParameterException.malformed(
          "candidate", candidate.orElseThrow(), "another version than baseline");
    }
    return new VersionAnalysis.Versions(
        versionKey(parameters),
        parameters.text("model"),
        baseline.map(version -> new VersionAnalysis.Pair(version, candidate.orElseThrow())));
  }

  private static Comparison comparison(Parameters parameters, AnalysisQuery query, String what) {
    Matcher versions = VERSIONS.matcher(what);
    if (versions.matches()) {
      if (versions.group(1).strip().equals(versions.group(2).strip())) {
        throw ParameterException.malformed(COMPARE, what, "two different versions");
      }
      return new Comparison.Versions(
          versionKey(parameters),
          parameters.text("model"),
          versions.group(1).strip(),
          versions.group(2).strip());
    }
    return switch (what) {
      case SLOW -> new Comparison.Slow(parameters.durationOrMillis("slowerThan"));
      case "errors" -> new Comparison.Failed();
      case BASELINE -> new Comparison.Baseline(before(parameters, query));
      case "search" -> new Comparison.Search(reference(parameters, query, what));
      default -> throw ParameterException.malformed(COMPARE, what, COMPARISONS);
    };
  }

  private static String versionKey(Parameters parameters) {
    return parameters.text("versionKey").orElse(Comparison.Versions.KEY_DEFAULT);
  }

  /** The same in the time before, as long as the query's, unless told otherwise. */
  private static AnalysisQuery before(Parameters parameters, AnalysisQuery query) {
    long lengthNanos = query.range().endNanos() - query.range().startNanos();
    OptionalLong start = parameters.time("referenceStart");
    long endNanos =
        parameters
            .time("referenceEnd")
            .orElse(start.isPresent() ? start.getAsLong() + lengthNanos : startOf(query));
    return withRange(query, range(start.orElse(endNanos - lengthNanos), endNanos));
  }

  private static long startOf(AnalysisQuery query) {
    return query.range().startNanos();
  }

  private static AnalysisQuery withRange(AnalysisQuery query, TimeRange range) {
    return new AnalysisQuery(
        query.service(), query.operation(), query.filter(), range, query.tracesMax());
  }

  private static AnalysisQuery reference(
      Parameters parameters, AnalysisQuery query, String comparison) {
    if (REFERENCE.stream().allMatch(name -> parameters.all(name).isEmpty())) {
      throw ParameterException.malformed(COMPARE, comparison, COMPARISONS);
    }
    Optional<String> service = parameters.text("referenceService").map(ServiceName::fromJaeger);
    Optional<String> operation = parameters.text("referenceOperation");
    return new AnalysisQuery(
        service.isPresent() ? service : query.service(),
        operation.isPresent() || service.isPresent() ? operation : query.operation(),
        AnalysisParameters.filter(
            parameters,
            "referenceTag",
            "referenceTags",
            "referenceMinDuration",
            "referenceMaxDuration"),
        range(
            parameters.time("referenceStart").orElse(query.range().startNanos()),
            parameters.time("referenceEnd").orElse(query.range().endNanos())),
        query.tracesMax());
  }

  private static TimeRange range(long startNanos, long endNanos) {
    if (endNanos < startNanos) {
      throw ParameterException.malformed(
          "referenceEnd", Long.toString(endNanos), "not before referenceStart");
    }
    return new TimeRange(startNanos, endNanos);
  }

  private static Outcome outcome(Parameters parameters, Comparison comparison) {
    Optional<String> text = parameters.text("outcome");
    if (text.isEmpty()) {
      return comparison instanceof Comparison.Failed ? Outcome.ERRORS : Outcome.LATENCY;
    }
    String value = text.get();
    int colon = value.indexOf(':');
    String key = colon < 0 ? "" : value.substring(colon + 1);
    return switch (colon < 0 ? value : value.substring(0, colon + 1)) {
      case "latency" -> Outcome.LATENCY;
      case "errors" -> Outcome.ERRORS;
      case "low:" -> Outcome.low(key(value, key));
      case "high:" -> Outcome.high(key(value, key));
      default -> throw ParameterException.malformed("outcome", value, OUTCOMES);
    };
  }

  private static String key(String value, String key) {
    if (key.isEmpty()) {
      throw ParameterException.malformed("outcome", value, OUTCOMES);
    }
    return key;
  }
}
