// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer.parquet;

import dev.clew.codec.SpanRejection;
import dev.clew.model.Span;
import dev.clew.model.SpanAppender;
import dev.clew.pipeline.IngestRequest;
import dev.clew.transfer.FileBytes;
import dev.clew.transfer.SpanImport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Imports files of {@link ParquetSink}, also if another program has put their columns into another
 * order, added some, or packed them anew. What was derived from the spans is derived anew.
 *
 * <p>Threads: one at a time. Memory: a page and a dictionary of each column, some 100 MB.
 */
public final class ParquetImport {

  /** What a file begins and ends with. */
  public static final String MAGIC = "PAR1";

  private static final int PART_ROWS = 1_000;
  private static final long PART_CHARS = 1 << 20;
  private static final long SPAN_BYTES = 200; // beside its text

  /** Columns that say again what others say, or what is derived anew. */
  private static final Set<String> REPEATED =
      Set.of("service_name", "start_time", "duration_nanos", "derived_attributes");

  private final SpanImport target;

  /** Imports by this. */
  public ParquetImport(SpanImport target) {
    this.target = target;
  }

  /**
   * Imports every row of a file; the last ones may wait for {@link SpanImport#finish}.
   *
   * @throws IOException if the file is damaged or is not one of spans, with its name and, where
   *     there is one, the row; what came before it has been sent
   */
  public void read(FileBytes file) throws IOException {
    FileFooter footer = footer(file);
    requireColumns(file.name(), footer);
    MessageType columns = columns(footer.schema());
    MessageColumnIO io = new ColumnIOFactory().getColumnIO(columns, footer.schema());
    long firstRow = 1;
    for (RowGroup group : footer.rowGroups()) {
      read(file, group, io, firstRow);
      firstRow += group.getNum_rows();
    }
  }

  private static FileFooter footer(FileBytes file) throws IOException {
    try {
      return FileFooter.read(file);
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "%s: %s (expected: a whole file of Parquet)".formatted(file.name(), e.getMessage()), e);
    }
  }

  private static void requireColumns(String name, FileFooter footer) throws IOException {
    Map<List<String>, PrimitiveTypeName> types = new HashMap<>();
    for (ColumnDescriptor column : footer.schema().getColumns()) {
      types.put(List.of(column.getPath()), column.getPrimitiveType().getPrimitiveTypeName());
    }
    for (ColumnDescriptor column : SpanSchema.TYPE.getColumns()) {
      PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
      if (type != types.get(List.of(column.getPath()))) {
        throw new IOException(
            "%s: no column %s of type %s (expected: a file that clew store export has written)"
                .formatted(name, String.join(".", column.getPath()), type));
      }
    }
  }

  private static void requireCodec(String name, RowGroup group) throws IOException {
    for (ColumnMetaData column : FileFooter.columns(group)) {
      CompressionCodec codec = FileFooter.required(column.getCodec());
      if (!ColumnPages.isReadable(codec)) {
        throw new IOException(
            "%s: compressed with %s (expected: zstd, gzip or no compression)"
                .formatted(name, codec));
      }
    }
  }

  /** The columns that make a span, as the file has them. */
  private static MessageType columns(MessageType schema) {
    return new MessageType(
        schema.getName(),
        schema.getFields().stream()
            .filter(field -> SpanSchema.TYPE.containsField(field.getName()))
            .filter(field -> !REPEATED.contains(field.getName()))
            .toList());
  }

  private void read(FileBytes file, RowGroup group, MessageColumnIO io, long firstRow)
      throws IOException {
    RecordReader<Group> rows = rows(file, group, io);
    SpanRow row = new SpanRow();
    List<Span> spans = new ArrayList<>();
    long chars = 0;
    long number = firstRow;
    for (; number < firstRow + group.getNum_rows(); number++) {
      try {
        spans.add(row.read(rows.read()));
      } catch (RuntimeException e) {
        throw new IOException("%s: row %s: %s".formatted(file.name(), number, message(e)), e);
      }
      chars += row.textChars();
      if (spans.size() == PART_ROWS || chars >= PART_CHARS) {
        add(file.name(), number, spans, chars);
        spans = new ArrayList<>();
        chars = 0;
      }
    }
    if (!spans.isEmpty()) {
      add(file.name(), number - 1, spans, chars);
    }
  }

  private static RecordReader<Group> rows(FileBytes file, RowGroup group, MessageColumnIO io)
      throws IOException {
    try {
      requireCodec(file.name(), group);
      return io.getRecordReader(
          new RowGroupPages(file, group), new GroupRecordConverter(io.getType()));
    } catch (RuntimeException e) {
      throw new IOException("%s: %s".formatted(file.name(), message(e)), e);
    }
  }

  /** What went wrong at the bottom, which the library wraps. */
  private static @Nullable String message(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage();
  }

  private void add(String name, long lastRow, List<Span> spans, long chars) throws IOException {
    target.add(
        new Rows(name, lastRow - spans.size() + 1, spans, chars + SPAN_BYTES * spans.size()));
  }

  private record Rows(String source, long first, List<Span> spans, long bytes)
      implements SpanImport.Part {

    @Override
    public String place() {
      return "%s: rows %s to %s".formatted(source, first, first + spans.size() - 1);
    }

    /** Ids of zeros are a fault of the span, as over the network. */
    @Override
    public void addTo(IngestRequest request) {
      SpanAppender appender = new SpanAppender(request.builder());
      long row = first;
      for (Span span : spans) {
        if (!span.traceId().isValid()) {
          reject(SpanRejection.INVALID_TRACE_ID, Long.BYTES * 2, row, request);
        } else if (span.spanId() == 0) {
          reject(SpanRejection.INVALID_SPAN_ID, Long.BYTES, row, request);
        } else {
          appender.add(span);
        }
        row++;
      }
    }

    private void reject(SpanRejection why, int idBytes, long row, IngestRequest request) {
      request.reject(why.label(), 1, "%s: row %s: %s".formatted(source, row, why.message(idBytes)));
    }
  }
}
