// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer.parquet;

import com.github.luben.zstd.Zstd;
import dev.clew.transfer.FileBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a column of a row group, one after the other, straight from the file.
 *
 * <p>Memory: one page.
 */
final class ColumnPages implements PageReader {

  private static final int HEADER_BYTES_MAX = 1 << 16;
  private static final int PAGE_BYTES_MAX = 1 << 28;

  private final FileBytes file;
  private final ColumnMetaData column;
  private final Statistics<?> noStatistics;
  private long position;
  private final long end;

  /** A page as it is in the file. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  private record Page(PageHeader header, byte[] bytes) {}

  ColumnPages(FileBytes file, ColumnMetaData column, ColumnDescriptor descriptor) {
    this.file = file;
    this.column = column;
    this.noStatistics = Statistics.getBuilderForReading(descriptor.getPrimitiveType()).build();
    this.position =
        column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0
            ? Math.min(column.getDictionary_page_offset(), column.getData_page_offset())
            : column.getData_page_offset();
    this.end = position + column.getTotal_compressed_size();
  }

  @Override
  public long getTotalValueCount() {
    return column.getNum_values();
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    long begin = position;
    try {
      Page page = next();
      if (page == null || page.header.getType() != PageType.DICTIONARY_PAGE) {
        position = begin;
        return null;
      }
      DictionaryPageHeader header = FileFooter.required(page.header.getDictionary_page_header());
      return new DictionaryPage(
          BytesInput.from(unpacked(page.bytes, page.header.getUncompressed_page_size())),
          header.getNum_values(),
          encoding(header.getEncoding()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable DataPage readPage() {
    try {
      for (Page page = next(); page != null; page = next()) {
        DataPageHeader header = page.header.getData_page_header();
        if (header != null) {
          return page(page, header);
        }
        DataPageHeaderV2 second = page.header.getData_page_header_v2();
        if (second != null) {
          return page(page, second);
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DataPage page(Page page, DataPageHeader header) throws IOException {
    int size = page.header.getUncompressed_page_size();
    return new DataPageV1(
        BytesInput.from(unpacked(page.bytes, size)),
        header.getNum_values(),
        size,
        noStatistics,
        encoding(header.getRepetition_level_encoding()),
        encoding(header.getDefinition_level_encoding()),
        encoding(header.getEncoding()));
  }

  /** Levels stand before the values and are never packed. */
  private DataPage page(Page page, DataPageHeaderV2 header) throws IOException {
    int repetitions = header.getRepetition_levels_byte_length();
    int levels = Math.addExact(repetitions, header.getDefinition_levels_byte_length());
    byte[] values = Arrays.copyOfRange(page.bytes, levels, page.bytes.length);
    boolean isPacked = !header.isSetIs_compressed() || header.isIs_compressed();
    int size = page.header.getUncompressed_page_size() - levels;
    return DataPageV2.uncompressed(
        header.getNum_rows(),
        header.getNum_nulls(),
        header.getNum_values(),
        BytesInput.from(page.bytes, 0, repetitions),
        BytesInput.from(page.bytes, repetitions, levels - repetitions),
        encoding(header.getEncoding()),
        BytesInput.from(isPacked ? unpacked(values, size) : values),
        noStatistics);
  }

  private @Nullable Page next() throws IOException {
    if (position >= end) {
      return null;
    }
    int headerBytesMax = (int) Math.min(HEADER_BYTES_MAX, file.size() - position);
    byte[] begin = FileFooter.bytes(file, position, headerBytesMax);
    ByteArrayInputStream in = new ByteArrayInputStream(begin);
    PageHeader header = Util.readPageHeader(in);
    position += headerBytesMax - in.available();
    int length = header.getCompressed_page_size();
    if (length > PAGE_BYTES_MAX || header.getUncompressed_page_size() > PAGE_BYTES_MAX) {
      throw new IOException(
          "page of %s bytes (expected: at most %s)"
              .formatted(header.getUncompressed_page_size(), PAGE_BYTES_MAX));
    }
    byte[] bytes = FileFooter.bytes(file, position, length);
    if (header.isSetCrc() && header.getCrc() != crc(bytes)) {
      throw new IOException(
          "page at %s of column %s: wrong checksum"
              .formatted(position, String.join(".", column.getPath_in_schema())));
    }
    position += length;
    return new Page(header, bytes);
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private byte[] unpacked(byte[] bytes, int size) throws IOException {
    return switch (FileFooter.required(column.getCodec())) {
      case ZSTD -> Zstd.decompress(bytes, size);
      case GZIP -> {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
          yield in.readNBytes(size);
        }
      }
      default -> bytes;
    };
  }

  /** Whether the pages of a column can be unpacked. */
  static boolean isReadable(CompressionCodec codec) {
    return switch (codec) {
      case UNCOMPRESSED, ZSTD, GZIP -> true;
      default -> false;
    };
  }

  private static Encoding encoding(org.apache.parquet.format.@Nullable Encoding encoding) {
    return Encoding.valueOf(FileFooter.required(encoding).name());
  }
}
