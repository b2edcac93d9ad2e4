// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

/** Which habit was found, and so which remedy is meant. */
public enum Rule {
  /** The same model is loaded again and again: keep it in memory. */
  MODEL_CACHING,
  /** Requests wait while an instance or a model starts: keep some warm, load before traffic. */
  COLD_START,
  /** A model is asked for one thing at a time although many are wanted: ask for them together. */
  REQUEST_BATCHING,
  /** Batches above a size fail: keep them below. */
  BATCH_LIMIT,
  /** A cache of features answers too rarely, or there is none. */
  FEATURE_CACHE,
  /** The same features of the same entity are read again and again. */
  REPEATED_FETCH,
  /** Requests wait while features are computed: compute them ahead. */
  FEATURE_EXTRACTION,
  /** Calls run one after the other that could run side by side, or as one. */
  PARALLELIZATION,
  /** Requests queue: add capacity. */
  SCALING,
  /** A device is idle most of the time: take a smaller one, or share it. */
  RIGHT_SIZING,
  /** Failing calls are repeated, and fail again. */
  RETRY_STORM,
  /** Messages are so large that moving them takes time. */
  OVERSIZED_PAYLOAD
}
