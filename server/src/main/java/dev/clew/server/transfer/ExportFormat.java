// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.transfer;

import dev.clew.transfer.SpanSink;
import dev.clew.transfer.jsonl.JsonLinesSink;
import dev.clew.transfer.parquet.ParquetSink;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** What an export is written in. */
public enum ExportFormat {
  /** OTLP/JSON, a document a line, compressed as the file's name says. */
  JSONL(".jsonl.zst") {
    @Override
    SpanSink sink(String name, OutputStream out) throws IOException {
      return new JsonLinesSink(Compression.ofName(name).pack(out));
    }
  },
  /** Parquet, a row for each span. */
  PARQUET(".parquet") {
    @Override
    SpanSink sink(String name, OutputStream out) throws IOException {
      return new ParquetSink(new BufferedOutputStream(out, BUFFER_BYTES));
    }
  };

  private static final int BUFFER_BYTES = 1 << 16;

  private final String suffix;

  ExportFormat(String suffix) {
    this.suffix = suffix;
  }

  /** The format that the end of a file's name speaks of; JSON lines if it speaks of none. */
  public static ExportFormat ofName(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(PARQUET.suffix) ? PARQUET : JSONL;
  }

  /** How the names of files in a directory end. */
  String suffix() {
    return suffix;
  }

  /** Writes spans to a stream that belongs to a file of this name. */
  abstract SpanSink sink(String name, OutputStream out) throws IOException;
}
