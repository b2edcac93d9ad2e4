// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.diagnosis;

import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.analysis.trace.Concepts;
import java.util.Optional;
import java.util.OptionalLong;

/** Which traces of a query are compared with which others. */
public sealed interface Comparison {

  /** What the selected traces are, in words. */
  String selected();

  /** What they are compared with, in words. */
  String reference();

  /**
   * Traces with a slow request against the rest.
   *
   * @param thresholdNanos from how long on a request is slow; if empty, when it takes longer than
   *     95 % of the requests of its operation, of which there must be 20
   */
  record Slow(OptionalLong thresholdNanos) implements Comparison {
    @Override
    public String selected() {
      return thresholdNanos.isPresent()
          ? "requests of " + thresholdNanos.getAsLong() / 1_000_000.0 + " ms or more"
          : "the slowest 5 % of requests of each operation";
    }

    @Override
    public String reference() {
      return "the other requests";
    }
  }

  /** Traces with a request that failed against the rest. */
  record Failed() implements Comparison {
    @Override
    public String selected() {
      return "requests that failed";
    }

    @Override
    public String reference() {
      return "requests that did not";
    }
  }

  /**
   * Traces of the query against traces of an earlier time.
   *
   * @param query the same in another range
   */
  record Baseline(AnalysisQuery query) implements Comparison {
    @Override
    public String selected() {
      return "this time";
    }

    @Override
    public String reference() {
      return "the time before";
    }
  }

  /**
   * Traces with a span that says one version against those in which spans say only the other.
   *
   * @param key the attribute, as a rule {@code ml.model.version}
   * @param model only spans of this model; of any if empty
   * @param baseline the version in use
   * @param candidate the new one
   */
  record Versions(String key, Optional<String> model, String baseline, String candidate)
      implements Comparison {

    /** Where versions stand unless told otherwise. */
    public static final String KEY_DEFAULT = Concepts.MODEL_VERSION;

    @Override
    public String selected() {
      return key + " " + candidate;
    }

    @Override
    public String reference() {
      return key + " " + baseline;
    }
  }

  /**
   * Traces of the query against those of another; what is in both belongs to the former.
   *
   * @param query the other one
   */
  record Search(AnalysisQuery query) implements Comparison {
    @Override
    public String selected() {
      return "traces of the search";
    }

    @Override
    public String reference() {
      return "traces of the other search";
    }
  }
}
