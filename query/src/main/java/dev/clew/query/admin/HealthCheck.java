// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.admin;

import java.util.function.Supplier;

/**
 * Asks one component how it is. The answer must come at once, so it is something the component
 * knows already.
 *
 * @param component its name, for people
 * @param health looks; what it throws counts as not ready
 */
public record HealthCheck(String component, Supplier<Health> health) {

  /** What it answers; not ready if asking fails. */
  public Health ask() {
    try {
      return health.get();
    } catch (RuntimeException e) {
      return Health.notReady("check failed: " + e);
    }
  }
}
