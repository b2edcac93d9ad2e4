// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.trace;

import dev.clew.analysis.trace.SpanAttribute.Place;
import dev.clew.model.AttributeScope;
import java.util.ArrayList;
import java.util.List;

/**
 * The concepts of the ML vocabulary that analyses ask for, each under its canonical key: what was
 * derived at ingest, else what the span or its resource says under the same key.
 *
 * <p>Threads: one at a time, as {@link SpanAttribute}.
 */
public final class Concepts {

  /** The key of a model's name. */
  public static final String MODEL_NAME = "ml.model.name";

  /** The key of a model's version. */
  public static final String MODEL_VERSION = "ml.model.version";

  private final SpanAttribute modelName = concept(MODEL_NAME);
  private final SpanAttribute modelVersion = concept(MODEL_VERSION);
  private final SpanAttribute cacheHit = concept("ml.cache.hit", "ml.feature.cache.hit");
  private final SpanAttribute segment = concept("business.customer.segment");
  private final SpanAttribute priority = concept("business.priority");

  /** The attribute with the first of these canonical keys that a span has. */
  public static SpanAttribute concept(String... keys) {
    List<Place> places = new ArrayList<>();
    for (AttributeScope scope :
        List.of(AttributeScope.DERIVED, AttributeScope.SPAN, AttributeScope.RESOURCE)) {
      for (String key : keys) {
        places.add(new Place(scope, key));
      }
    }
    return new SpanAttribute(places);
  }

  /** Which model a span is about. */
  public SpanAttribute modelName() {
    return modelName;
  }

  /** Which version of it. */
  public SpanAttribute modelVersion() {
    return modelVersion;
  }

  /** Whether a cache had what was asked for. */
  public SpanAttribute cacheHit() {
    return cacheHit;
  }

  /** The segment of the customer that a request is for. */
  public SpanAttribute segment() {
    return segment;
  }

  /** How urgent a request is. */
  public SpanAttribute priority() {
    return priority;
  }
}
