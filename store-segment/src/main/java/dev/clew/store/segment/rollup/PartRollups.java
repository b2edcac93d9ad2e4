// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.clew.store.segment.part.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures of parts that have no file with figures yet: kept as long as somebody holds the part
 * or what it is a state of, and counted on when it has grown.
 *
 * <p>Threads: any number at once.
 */
public final class PartRollups {

  private final RollupConfig config;
  private final Cache<Object, PartRollup> counted = Caffeine.newBuilder().weakKeys().build();

  /** Nothing is counted yet. */
  public PartRollups(RollupConfig config) {
    this.config = config;
  }

  /** How it is counted. */
  public RollupConfig config() {
    return config;
  }

  /**
   * What a part adds to earlier ones.
   *
   * @param earlier the parts that are counted before it; which these are must not change while the
   *     part grows, though what they hold may be in other parts by now
   */
  public RollupPart of(Part part, List<? extends Part> earlier) {
    PartRollup rollup = counted.get(part.lineage(), _ -> new PartRollup(config));
    rollup.count(part, earlier);
    return rollup;
  }

  /** What parts add, each to the earlier ones and those before it. */
  public List<RollupPart> of(List<? extends Part> parts, List<? extends Part> earlier) {
    List<Part> before = new ArrayList<>(earlier);
    List<RollupPart> rollups = new ArrayList<>();
    for (Part part : parts) {
      rollups.add(of(part, before));
      before.add(part);
    }
    return rollups;
  }
}
