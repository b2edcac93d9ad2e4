// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store;

import dev.clew.store.admin.StoreAdmin;

/** A store that is open: all sides of it, and its end. */
public interface TraceStore extends AutoCloseable {

  /** The side that takes spans in. */
  TraceWriter writer();

  /** The side that answers questions. */
  TraceReader reader();

  /** The side that deletes and archives. */
  StoreAdmin admin();

  /** Refuses new batches, finishes those accepted, releases everything. Idempotent. */
  @Override
  void close();
}
