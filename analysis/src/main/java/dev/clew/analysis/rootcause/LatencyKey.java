// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

/**
 * What time is compared of: the time of visits that enter at an operation, or the time between a
 * caller's span and theirs.
 *
 * @param caller the calling service, or {@link #SELF}
 * @param service the service visited
 * @param operation the operation of the visits' entry
 */
record LatencyKey(int caller, int service, int operation) {

  static final int SELF = -1;

  boolean isSelf() {
    return caller == SELF;
  }
}
