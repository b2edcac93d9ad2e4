// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.TraceStore;
import dev.clew.testkit.store.TraceStoreContract;
import java.nio.file.Path;

class UnmergedSegmentContractTest extends TraceStoreContract {

  @Override
  protected TraceStore open(Path directory) {
    return new SegmentFileStore(directory, 1_000_000);
  }
}
