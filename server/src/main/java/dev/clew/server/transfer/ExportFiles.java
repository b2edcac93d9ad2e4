// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.transfer;

import dev.clew.model.SpanBatch;
import dev.clew.transfer.SpanSink;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches to the files of a target, a new one after about a million spans if it is a
 * directory. Files get their names when all of them are written.
 */
final class ExportFiles implements AutoCloseable {

  private static final long FILE_SPANS = 1_000_000;

  private final ExportTarget target;
  private final ExportFormat format;
  private final List<NewFile> files = new ArrayList<>();
  private @Nullable SpanSink sink;
  private long sinkSpans;

  ExportFiles(ExportTarget target, ExportFormat format) {
    this.target = target;
    this.format = format;
  }

  void write(SpanBatch batch) throws IOException {
    if (sink != null && sinkSpans >= FILE_SPANS && target instanceof ExportTarget.Directory) {
      closeSink();
    }
    sink().write(batch);
    sinkSpans += batch.spanCount();
  }

  /** Finishes everything; an export of nothing is a file without spans. */
  List<Path> commit() throws IOException {
    sink();
    closeSink();
    for (NewFile file : files) {
      file.commit();
    }
    return files.stream().map(NewFile::path).toList();
  }

  /** Removes what was not committed. */
  @Override
  public void close() throws IOException {
    for (NewFile file : files) {
      file.close();
    }
  }

  private SpanSink sink() throws IOException {
    SpanSink current = sink;
    if (current == null) {
      current =
          switch (target) {
            case ExportTarget.Stream(OutputStream out) -> format.sink("", new Unclosed(out));
            case ExportTarget.File(Path path) -> sink(path);
            case ExportTarget.Directory(Path path) -> sink(path.resolve(nextName()));
          };
      sink = current;
      sinkSpans = 0;
    }
    return current;
  }

  private SpanSink sink(Path path) throws IOException {
    NewFile file = NewFile.create(path);
    files.add(file);
    return format.sink(path.toString(), file.stream());
  }

  private String nextName() {
    return String.format(Locale.ROOT, "spans-%05d%s", files.size(), format.suffix());
  }

  private void closeSink() throws IOException {
    if (sink != null) {
      sink.close();
      sink = null;
    }
  }

  /** A stream that is not ours to close. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
