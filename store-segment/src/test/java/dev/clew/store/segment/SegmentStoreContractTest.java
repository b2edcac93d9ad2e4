// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.store.TraceStore;
import dev.clew.testkit.store.TraceStoreContract;
import java.nio.file.Path;

class SegmentStoreContractTest extends TraceStoreContract {

  @Override
  protected TraceStore open(Path directory) {
    return SegmentStores.open(directory);
  }
}
