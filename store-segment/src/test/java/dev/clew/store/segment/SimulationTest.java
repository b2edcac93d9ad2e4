// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.testkit.Seeds;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The engine on a disk that tears, reorders, loses, forgets, fills up, fails, rots and crashes at
 * any call, driven by a seed, while spans come, are deleted, expire and are archived. Whatever
 * happens, the store keeps what {@link StoreModel} says that it has promised.
 *
 * <p>{@code -Dclew.simulation.seeds=N} runs as many seeds as wanted, {@code -Dclew.seed=N} one.
 */
class SimulationTest {

  private final Logger logger = Logger.getLogger("dev.clew.store.segment");
  private Level level;

  /** What is simulated by the thousand would fill the log by the megabyte. */
  @BeforeEach
  void quiet() {
    level = logger.getLevel();
    logger.setLevel(Long.getLong("clew.seed") == null ? Level.OFF : level);
  }

  @AfterEach
  void loud() {
    logger.setLevel(level);
  }

  @Test
  void store_onAnyDisk_keepsWhatItPromised() {
    Seeds.check(
        Integer.getInteger("clew.simulation.seeds", 300), random -> new Simulation(random).run());
  }
}
