// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline.registry;

import java.util.List;
import java.util.Map;

/**
 * What a registry says of a version of a model. Texts are empty where it says nothing.
 *
 * @param runId the run that made it; never changes
 * @param stage its stage now
 * @param aliases the aliases that stand for it now
 * @param tags its tags now
 */
public record ModelVersion(
    String version, String runId, String stage, List<String> aliases, Map<String, String> tags) {

  public ModelVersion {
    aliases = List.copyOf(aliases);
    tags = Map.copyOf(tags);
  }
}
