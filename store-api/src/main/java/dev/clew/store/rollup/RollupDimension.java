// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.rollup;

/**
 * By what spans or calls are counted apart. Values are texts; the empty text stands for what a span
 * does not have.
 */
public enum RollupDimension {
  /** {@code service.name} of the resource. */
  SERVICE(RollupSource.SPANS),
  /** Name of the span. */
  OPERATION(RollupSource.SPANS),
  /** {@link dev.clew.model.SpanKind#label()}. */
  KIND(RollupSource.SPANS),
  /** {@link dev.clew.model.StatusCode#label()}. */
  STATUS(RollupSource.SPANS),
  /** Name of the model that the span is about: {@code ml.model.name}. */
  MODEL(RollupSource.SPANS),
  /** Version of that model: {@code ml.model.version}. */
  MODEL_VERSION(RollupSource.SPANS),
  /** Service that calls. */
  CALLER(RollupSource.CALLS),
  /** Service that is called. */
  CALLEE(RollupSource.CALLS);

  private final RollupSource source;

  RollupDimension(RollupSource source) {
    this.source = source;
  }

  /** What has this dimension. */
  public RollupSource source() {
    return source;
  }
}
