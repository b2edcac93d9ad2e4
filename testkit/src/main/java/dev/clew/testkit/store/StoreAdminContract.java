// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import dev.clew.store.TraceStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/**
 * Everything that {@link dev.clew.store.admin.StoreAdmin} promises, for stores whose {@link
 * dev.clew.store.Capabilities} say that they delete and archive; see {@link TraceStoreContract}.
 */
public abstract class StoreAdminContract {

  /** Opens the store in a directory: a new one, or with all that was acknowledged there before. */
  protected abstract TraceStore open(Path directory);

  /** See {@link DeletionTests}. */
  @Nested
  class Deletion extends DeletionTests {
    Deletion() {
      super(StoreAdminContract.this::open);
    }
  }

  /** See {@link ArchiveTests}. */
  @Nested
  class Archive extends ArchiveTests {
    Archive() {
      super(StoreAdminContract.this::open);
    }
  }
}
