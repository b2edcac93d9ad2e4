// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.store.TraceStore;
import dev.clew.testkit.store.StoreAdminContract;
import java.nio.file.Path;

class SegmentStoreAdminContractTest extends StoreAdminContract {

  @Override
  protected TraceStore open(Path directory) {
    return SegmentStores.open(directory);
  }
}
