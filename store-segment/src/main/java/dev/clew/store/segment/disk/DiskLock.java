// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.disk;

import java.io.IOException;

/** A lock that is held. */
public interface DiskLock extends AutoCloseable {

  /** Gives the lock back. Idempotent. */
  @Override
  void close() throws IOException;
}
