// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary;

import java.util.Map;

/** Names of concepts that code knows, because it works with them. The rest is data only. */
public final class Concepts {

  public static final String LAYER = "ml.layer";
  public static final String OPERATION = "ml.operation";
  public static final String PROVIDER = "ml.provider";
  public static final String FRAMEWORK = "ml.framework";
  public static final String MODEL_NAME = "ml.model.name";
  public static final String MODEL_REQUESTED = "ml.model.requested";
  public static final String MODEL_VERSION = "ml.model.version";
  public static final String QUEUE_TIME = "ml.queue_time";
  public static final String COMPUTE_TIME = "ml.compute_time";
  public static final String PREFILL_TIME = "ml.prefill_time";
  public static final String DECODE_TIME = "ml.decode_time";
  public static final String TTFT = "ml.ttft";
  public static final String TOKENS_INPUT = "ml.tokens.input";
  public static final String TOKENS_INPUT_CACHED = "ml.tokens.input_cached";
  public static final String TOKENS_INPUT_CACHE_WRITE = "ml.tokens.input_cache_write";
  public static final String TOKENS_OUTPUT = "ml.tokens.output";
  public static final String COST_TOTAL = "ml.cost.total";
  public static final String COST_INPUT = "ml.cost.input";
  public static final String COST_OUTPUT = "ml.cost.output";
  public static final String COST_SOURCE = "ml.cost.source";
  public static final String FEATURE_VIEW = "ml.feature.view";
  public static final String SOURCE = "ml.source";

  /** Of those that code reads or writes itself. */
  static final Map<String, ConceptType> TYPES =
      Map.ofEntries(
          Map.entry(LAYER, ConceptType.TEXT),
          Map.entry(OPERATION, ConceptType.TEXT),
          Map.entry(PROVIDER, ConceptType.TEXT),
          Map.entry(FRAMEWORK, ConceptType.TEXT),
          Map.entry(MODEL_NAME, ConceptType.TEXT),
          Map.entry(MODEL_REQUESTED, ConceptType.TEXT),
          Map.entry(MODEL_VERSION, ConceptType.TEXT),
          Map.entry(QUEUE_TIME, ConceptType.NUMBER),
          Map.entry(COMPUTE_TIME, ConceptType.NUMBER),
          Map.entry(PREFILL_TIME, ConceptType.NUMBER),
          Map.entry(DECODE_TIME, ConceptType.NUMBER),
          Map.entry(TOKENS_INPUT, ConceptType.INTEGER),
          Map.entry(TOKENS_INPUT_CACHED, ConceptType.INTEGER),
          Map.entry(TOKENS_INPUT_CACHE_WRITE, ConceptType.INTEGER),
          Map.entry(TOKENS_OUTPUT, ConceptType.INTEGER),
          Map.entry(COST_TOTAL, ConceptType.NUMBER),
          Map.entry(COST_INPUT, ConceptType.NUMBER),
          Map.entry(COST_OUTPUT, ConceptType.NUMBER),
          Map.entry(COST_SOURCE, ConceptType.TEXT),
          Map.entry(FEATURE_VIEW, ConceptType.TEXT),
          Map.entry(SOURCE, ConceptType.TEXT));

  private Concepts() {}
}
