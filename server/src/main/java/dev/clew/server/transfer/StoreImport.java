// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.transfer;

import dev.clew.server.assembly.OfflineIngest;
import dev.clew.server.config.ServerConfig;
import dev.clew.transfer.SpanImport;
import dev.clew.transfer.jsonl.JsonLinesImport;
import dev.clew.transfer.parquet.ParquetImport;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
   * @throws IOException if a source cannot be read or is neither OTLP/JSON nor Parquet with spans,
   *     with name and line or row; what came before it is stored, and importing it again does no
   *     harm
   * @throws dev.clew.store.StoreException if a process has the store open, or it cannot be opened
   */
  public SpanImport.Result run(List<ImportSource> sources) throws IOException {
    try (OfflineIngest ingest = OfflineIngest.open(config)) {
      SpanImport spans = new SpanImport(ingest.source("import"));
      JsonLinesImport lines = new JsonLinesImport(spans);
      ParquetImport parquet = new ParquetImport(spans);
      for (ImportSource source : sources) {
        try (BufferedInputStream in = new BufferedInputStream(source.opener().open())) {
          if (isParquet(in)) {
            read(source, parquet);
          } else {
            lines.read(source.name(), unpacked(source.name(), in));
          }
        }
      }
      return spans.finish();
    }
  }

  private static boolean isParquet(BufferedInputStream in) throws IOException {
    in.mark(ParquetImport.MAGIC.length());
    String first = new String(in.readNBytes(ParquetImport.MAGIC.length()), StandardCharsets.UTF_8);
    in.reset();
    return first.equals(ParquetImport.MAGIC);
  }

  private static void read(ImportSource source, ParquetImport parquet) throws IOException {
    if (source.file().isEmpty()) {
      throw new IOException(
          source.name() + ": Parquet (expected: a file, because its index is at the end)");
    }
    try (ChannelBytes bytes = ChannelBytes.open(source.file().get())) {
      parquet.read(bytes);
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
