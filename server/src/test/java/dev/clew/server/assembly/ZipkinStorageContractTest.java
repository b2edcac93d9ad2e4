// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import dev.clew.query.zipkin.ZipkinApiConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInfo;
import zipkin2.storage.StorageComponent;

/**
 * Zipkin's own contract for storage, unmodified, over HTTP: what a search, a name list or a
 * dependency graph has to be. Every test has a server of its own.
 */
class ZipkinStorageContractTest {

  /** Makes a server when the contract has said how it should be. */
  private static final class Builder extends StorageComponent.Builder {
    private boolean strictTraceId = true;
    private boolean searchEnabled = true;
    private List<String> autocompleteKeys = List.of();

    @Override
    public StorageComponent.Builder strictTraceId(boolean strictTraceId) {
      this.strictTraceId = strictTraceId;
      return this;
    }

    @Override
    public StorageComponent.Builder searchEnabled(boolean searchEnabled) {
      this.searchEnabled = searchEnabled;
      return this;
    }

    @Override
    public StorageComponent.Builder autocompleteKeys(List<String> keys) {
      this.autocompleteKeys = keys;
      return this;
    }

    @Override
    public HttpStorage build() {
      ZipkinServer server =
          new ZipkinServer(
              new ZipkinApiConfig(
                  strictTraceId,
                  searchEnabled,
                  autocompleteKeys,
                  Duration.ofDays(1),
                  100_000,
                  List.of()));
      return new HttpStorage(server.uri(), server::close);
    }
  }

  @Nested
  class Traces extends zipkin2.storage.ITTraces<HttpStorage> {
    @Override
    protected StorageComponent.Builder newStorageBuilder(TestInfo test) {
      return new Builder();
    }

    @Override
    protected boolean initializeStoragePerTest() {
      return true;
    }

    @Override
    protected void clear() {
      // a new server each time
    }
  }

  @Nested
  class SpanStore extends zipkin2.storage.ITSpanStore<HttpStorage> {
    @Override
    protected StorageComponent.Builder newStorageBuilder(TestInfo test) {
      return new Builder();
    }

    @Override
    protected boolean initializeStoragePerTest() {
      return true;
    }

    @Override
    protected void clear() {
      // a new server each time
    }
  }

  @Nested
  class SpanStoreHeavy extends zipkin2.storage.ITSpanStoreHeavy<HttpStorage> {
    @Override
    protected StorageComponent.Builder newStorageBuilder(TestInfo test) {
      return new Builder();
    }

    @Override
    protected boolean initializeStoragePerTest() {
      return true;
    }

    @Override
    protected void clear() {
      // a new server each time
    }
  }

  @Nested
  class StrictTraceIdFalse extends zipkin2.storage.ITStrictTraceIdFalse<HttpStorage> {
    @Override
    protected StorageComponent.Builder newStorageBuilder(TestInfo test) {
      return new Builder();
    }

    @Override
    protected boolean initializeStoragePerTest() {
      return true;
    }

    @Override
    protected void clear() {
      // a new server each time
    }
  }

  @Nested
  class SearchEnabledFalse extends zipkin2.storage.ITSearchEnabledFalse<HttpStorage> {
    @Override
    protected StorageComponent.Builder newStorageBuilder(TestInfo test) {
      return new Builder();
    }

    @Override
    protected boolean initializeStoragePerTest() {
      return true;
    }

    @Override
    protected void clear() {
      // a new server each time
    }
  }

  @Nested
  class Dependencies extends zipkin2.storage.ITDependencies<HttpStorage> {
    @Override
    protected StorageComponent.Builder newStorageBuilder(TestInfo test) {
      return new Builder();
    }

    @Override
    protected boolean initializeStoragePerTest() {
      return true;
    }

    @Override
    protected void clear() {
      // a new server each time
    }
  }

  @Nested
  class DependenciesHeavy extends zipkin2.storage.ITDependenciesHeavy<HttpStorage> {
    @Override
    protected StorageComponent.Builder newStorageBuilder(TestInfo test) {
      return new Builder();
    }

    @Override
    protected boolean initializeStoragePerTest() {
      return true;
    }

    @Override
    protected void clear() {
      // a new server each time
    }
  }

  @Nested
  class ServiceAndSpanNames extends zipkin2.storage.ITServiceAndSpanNames<HttpStorage> {
    @Override
    protected StorageComponent.Builder newStorageBuilder(TestInfo test) {
      return new Builder();
    }

    @Override
    protected boolean initializeStoragePerTest() {
      return true;
    }

    @Override
    protected void clear() {
      // a new server each time
    }
  }

  @Nested
  class AutocompleteTags extends zipkin2.storage.ITAutocompleteTags<HttpStorage> {
    @Override
    protected StorageComponent.Builder newStorageBuilder(TestInfo test) {
      return new Builder();
    }

    @Override
    protected boolean initializeStoragePerTest() {
      return true;
    }

    @Override
    protected void clear() {
      // a new server each time
    }
  }
}
