// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.serving;

import dev.clew.demo.sim.Latency;
import java.util.ArrayList;
import java.util.List;

/**
 * One version of a model, as a model server loads it.
 *
 * @param inputType the tensor type in Open Inference Protocol spelling
 * @param itemShape shape of the input of one item, without the batch dimension
 * @param launch what a batch costs whatever its size, on an A10G
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

  public Model {
    itemShape = List.copyOf(itemShape);
  }

  /** Shape of the input of {@code itemCount} items, the batch dimension first. */
  List<Long> inputShape(int itemCount) {
    List<Long> shape = new ArrayList<>(1 + itemShape.size());
    shape.add((long) itemCount);
    shape.addAll(itemShape);
    return shape;
  }
}
