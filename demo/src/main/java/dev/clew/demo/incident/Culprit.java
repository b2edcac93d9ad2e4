// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.incident;

import java.util.Map;

/**
 * The true cause of an incident, as it can be read off spans.
 *
 * @param service {@code service.name} of the service where the trouble originates
 * @param attributes span or resource attributes that, together, single out the spans at fault; may
 *     be empty if the whole service is
 * @param effect what it does to requests
 */
public record Culprit(String service, Map<String, String> attributes, Effect effect) {

  public Culprit {
    attributes = Map.copyOf(attributes);
  }

  /** The dimension in which an incident hurts. */
  public enum Effect {
    /** Requests take longer. */
    LATENCY,
    /** Requests, or attempts that a retry hides, fail. */
    ERRORS,
    /** Answers get worse while latency and errors look the same. */
    QUALITY
  }
}
