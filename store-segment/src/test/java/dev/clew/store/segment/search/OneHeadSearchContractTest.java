// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.store.TraceStore;
import dev.clew.testkit.store.TraceStoreContract;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The whole contract on search alone, with spans scattered over 1 head(s) that outlive a reopening.
 */
class OneHeadSearchContractTest extends TraceStoreContract {

  private final Map<Path, ScatteredStore> stores = new ConcurrentHashMap<>();

  @Override
  protected TraceStore open(Path directory) {
    return stores.computeIfAbsent(directory, _ -> new ScatteredStore(1)).reopen();
  }
}
