// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.admin;

import dev.clew.model.TraceId;

/**
 * Deletes spans for good, and keeps traces that retention would drop.
 *
 * <p>All calls block, a deletion for as long as it takes to write anew what stays. They throw
 * {@link dev.clew.store.StoreUnavailableException} when trying again later makes sense (disk full,
 * store closing), and {@link NotSupportedException} for what the store cannot do; ask {@link
 * dev.clew.store.Capabilities#deletes} and {@link dev.clew.store.Capabilities#archives}.
 *
 * <p>Threads: any number at once.
 */
public interface StoreAdmin {

  /** For a store that can neither delete nor archive. */
  static StoreAdmin none() {
    return new RefusingAdmin();
  }

  /**
   * Removes spans that were acknowledged before the call. When it returns, no reader that begins
   * later sees them, they do not come back after a crash, and no file that the store reads holds
   * them, except files that a reader which began earlier has still open; those go when it is done.
   * Values that only they had are gone, too. Figures that were counted from them stay.
   *
   * <p>A deletion that fails or that a crash ends has removed some of the spans, all, or none: call
   * it again. A span that is sent during the call or later is a new one, even if it equals a
   * deleted one.
   */
  DeletionResult delete(Deletion deletion);

  /**
   * Keeps all spans of a trace, also those that come later, whatever retention says. Idempotent;
   * when it returns true it survives a crash. Deletion takes archived spans, too.
   *
   * @return false, and nothing changes, if the store has no span of this trace
   */
  boolean archive(TraceId id);

  /**
   * Leaves a trace to retention again. Idempotent.
   *
   * @return whether it was archived
   */
  boolean unarchive(TraceId id);

  /** Whether a trace is archived. */
  boolean isArchived(TraceId id);
}
