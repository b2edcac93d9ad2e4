// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.store.StoreException;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.rollup.RollupPart;
import java.util.List;

/**
 * The parts of the store at one moment, held open until closed. Together they contain every span
 * that was acknowledged before the snapshot was taken.
 */
public interface Snapshot extends AutoCloseable {

  /** The parts, in no particular order. */
  List<Part> parts();

  /**
   * What is counted of all spans that were acknowledged before the snapshot was taken, and perhaps
   * of some later ones.
   */
  List<? extends RollupPart> rollups();

  /** Whether some part of the store is damaged and therefore missing here. */
  boolean isDamaged();

  /**
   * Told when reading one of the parts has failed.
   *
   * @return whether another snapshot is without that part, so that asking again makes sense
   */
  default boolean setAside(StoreException failure) {
    return false;
  }

  @Override
  void close();
}
