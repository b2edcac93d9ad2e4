// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.serving;

import dev.clew.demo.sim.Latency;
import java.util.Comparator;
import java.util.List;

/**
 * One version of a model, as a model server loads it.
 *
 * @param itemShape shape of the input of one item, without the batch dimension
 * @param launch what a batch costs whatever its size
 * @param perItem what each item adds
 */
public record Model(
    String name,
    String version,
    String framework,
    String inputType,
    List<Long> itemShape,
    Latency launch,
    Latency perItem) {

  /** Alphabetical, then by version. */
  static final Comparator<Model> BY_NAME =
      Comparator.comparing(Model::name).thenComparing(Model::version);

  public Model {
    itemShape = List.copyOf(itemShape);
  }
}
