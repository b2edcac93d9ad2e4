// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

/**
 * What is true of spans: {@code ml.model.version = 7}, {@code ml.batch.size ≥ 5}.
 *
 * @param key the attribute; {@code "operation"} for its name; of the trace's root span with {@code
 *     request.} before it
 * @param operator {@code =}, {@code ≥} or {@code <}
 * @param value the value as text
 */
public record Condition(String key, String operator, String value) {

  @Override
  public String toString() {
    return key + " " + operator + " " + value;
  }
}
