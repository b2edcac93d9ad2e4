// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

/** When the disk is made to keep what was written. */
public enum Durability {
  /** Before anything is acknowledged: nothing acknowledged is lost when the machine fails. */
  FSYNC,
  /** At regular intervals: a failing machine loses at most the last interval. */
  INTERVAL,
  /** When the operating system does it: a failing machine may lose half a minute. */
  OS
}
