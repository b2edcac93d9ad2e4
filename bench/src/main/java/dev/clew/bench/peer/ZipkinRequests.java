// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.peer;

import dev.clew.bench.codec.ZipkinJson;
import dev.clew.codec.DecodeLimits;
import dev.clew.codec.otlp.OtlpProtoReader;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.testkit.load.Workload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests that every server gets, made once and kept in a file, so that a sender takes as
 * little of the machine as it can: spans of a workload as Zipkin's reporters send them.
 *
 * <p>Threads: any number may read.
 */
final class ZipkinRequests implements AutoCloseable {

  private final FileChannel file;
  private final List<Long> ends = new ArrayList<>();
  private final int spansPerRequest;

  private ZipkinRequests(FileChannel file, int spansPerRequest) {
    this.file = file;
    this.spansPerRequest = spansPerRequest;
  }

  /** Makes as many requests as it takes for these spans. */
  static ZipkinRequests record(Path path, Workload workload, long spanCount) throws IOException {
    FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    ZipkinRequests requests = new ZipkinRequests(file, workload.spansPerRequest());
    OtlpProtoReader reader = new OtlpProtoReader(DecodeLimits.defaults());
    SpanBatchBuilder builder = new SpanBatchBuilder();
    long end = 0;
    for (long spans = 0; spans < spanCount; spans += workload.spansPerRequest()) {
      byte[] request = workload.next();
      reader.read(request, 0, request.length, builder);
      ByteBuffer bytes = ByteBuffer.wrap(ZipkinJson.of(builder.view()));
      builder.clear();
      end += bytes.remaining();
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      requests.ends.add(end);
    }
    return requests;
  }

  int size() {
    return ends.size();
  }

  int spansPerRequest() {
    return spansPerRequest;
  }

  double bytesPerSpan() {
    return (double) ends.getLast() / spansPerRequest / size();
  }

  byte[] get(int index) throws IOException {
    long begin = index == 0 ? 0 : ends.get(index - 1);
    ByteBuffer bytes = ByteBuffer.allocate((int) (ends.get(index) - begin));
    while (bytes.hasRemaining() && file.read(bytes, begin + bytes.position()) >= 0) {
      // reads on
    }
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
