// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary;

import java.util.Locale;

/** Where in an ML system a span belongs. */
public enum Layer {
  /** Serving users: HTTP, RPC. */
  REQUEST,
  /** Making and moving data: features, retrieval, jobs, queues. */
  PIPELINE,
  /** Models at work: inference and training. */
  MODEL,
  /** What all of that stands on: databases, storage, machines. */
  INFRASTRUCTURE;

  /** The lower-case word that is the value of {@link Concepts#LAYER}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
