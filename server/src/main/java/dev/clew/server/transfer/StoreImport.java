// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.transfer;

import dev.clew.server.assembly.OfflineIngest;
import dev.clew.server.config.ServerConfig;
import dev.clew.transfer.jsonl.JsonLinesImport;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Puts spans from files into a store that no server has open, as if they had been sent to one: the
 * same processors, journal, segments and retention.
 */
public final class StoreImport {

  private final ServerConfig config;

  /** Into the data directory of this configuration, which need not exist. */
  public StoreImport(ServerConfig config) {
    this.config = config;
  }

  /**
   * Imports sources one after the other.
   *
   * @return what became of the spans, all of which are durable
   * @throws IOException if a source cannot be read or is not OTLP/JSON, with name and line; what
   *     came before it is stored, and importing it again does no harm
   * @throws dev.clew.store.StoreException if a process has the store open, or it cannot be opened
   */
  public JsonLinesImport.Result run(List<ImportSource> sources) throws IOException {
    try (OfflineIngest ingest = OfflineIngest.open(config)) {
      JsonLinesImport lines = new JsonLinesImport(ingest.source("import"));
      for (ImportSource source : sources) {
        try (InputStream in = source.opener().open()) {
          lines.read(source.name(), unpacked(source.name(), in));
        }
      }
      return lines.finish();
    }
  }

  private static InputStream unpacked(String name, InputStream in) throws IOException {
    try {
      return Compression.unpacked(in);
    } catch (IOException e) {
      throw new IOException(name + ": cannot be unpacked: " + e.getMessage(), e);
    }
  }
}
