// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline.registry;

import java.io.IOException;
import java.util.Optional;

/**
 * A registry of feature views. Calls block for as long as its time-out allows.
 *
 * <p>Threads: any number at once.
 */
public interface FeatureRegistry {

  /**
   * A feature view.
   *
   * @return empty if the registry says that there is none
   * @throws IOException if it does not answer in time, or not as it should
   */
  Optional<FeatureView> view(String name) throws IOException, InterruptedException;
}
