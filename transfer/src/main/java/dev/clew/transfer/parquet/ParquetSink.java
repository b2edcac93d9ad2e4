// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer.parquet;

import dev.clew.model.SpanBatch;
import dev.clew.transfer.SpanSink;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/**
 * Writes a Parquet file: a row for each span, dictionaries and zstd.
 *
 * <p>Memory: a row group, of up to 32 MiB.
 */
public final class ParquetSink implements SpanSink {

  private static final long ROW_GROUP_BYTES = 32L << 20;

  private final ParquetWriter<SpanRecords.Row> writer;

  /** Writes to this stream. */
  public ParquetSink(OutputStream out) throws IOException {
    writer =
        new Builder(new StreamOutput(out))
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new ZstdPages())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .build();
  }

  @Override
  public void write(SpanBatch batch) throws IOException {
    for (int row = 0; row < batch.spanCount(); row++) {
      writer.write(new SpanRecords.Row(batch, row));
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<SpanRecords.Row, Builder> {
    Builder(OutputFile file) {
      super(file);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @SuppressWarnings("deprecation") // abstract, and of no use without Hadoop
    @Override
    protected WriteSupport<SpanRecords.Row> getWriteSupport(Configuration configuration) {
      throw new UnsupportedOperationException("Hadoop (expected: a plain configuration)");
    }

    @Override
    protected WriteSupport<SpanRecords.Row> getWriteSupport(ParquetConfiguration configuration) {
      return new SpanRecords();
    }
  }
}
