// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary;

import java.util.List;

/** The layer of spans that have one of these keys, whatever they do. */
public record LayerRule(List<String> keys, Layer layer) {

  /** Copies the list. */
  public LayerRule {
    keys = List.copyOf(keys);
  }
}
