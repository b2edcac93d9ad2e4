// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline.registry;

import java.io.IOException;
import java.util.Optional;

/**
 * A registry of models. Calls block for as long as its time-out allows.
 *
 * <p>Threads: any number at once.
 */
public interface ModelRegistry {

  /**
   * A version of a model.
   *
   * @return empty if the registry says that there is none
   * @throws IOException if it does not answer in time, or not as it should
   */
  Optional<ModelVersion> version(String model, String version)
      throws IOException, InterruptedException;

  /** The version that an alias of a model stands for now; as {@link #version}. */
  Optional<ModelVersion> alias(String model, String alias) throws IOException, InterruptedException;
}
