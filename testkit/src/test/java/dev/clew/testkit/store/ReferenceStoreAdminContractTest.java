// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import dev.clew.store.TraceStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The suite about deletion and archive on the reference itself. */
class ReferenceStoreAdminContractTest extends StoreAdminContract {

  private final Map<Path, ReferenceTraceStore.Contents> directories = new ConcurrentHashMap<>();

  @Override
  protected TraceStore open(Path directory) {
    return new ReferenceTraceStore(
        directories.computeIfAbsent(directory, _ -> new ReferenceTraceStore.Contents()),
        System::nanoTime);
  }
}
