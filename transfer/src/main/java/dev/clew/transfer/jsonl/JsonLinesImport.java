// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer.jsonl;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.DecodeReport;
import dev.clew.codec.MalformedPayloadException;
import dev.clew.codec.otlp.OtlpJsonReader;
import dev.clew.pipeline.IngestRequest;
import dev.clew.transfer.SpanImport;
import java.io.IOException;
import java.io.InputStream;

/**
 * Imports lines of OTLP/JSON.
 *
 * <p>Threads: one at a time.
 */
public final class JsonLinesImport {

  private final OtlpJsonReader reader = new OtlpJsonReader(DecodeLimits.defaults());
  private final SpanImport target;

  /** Imports by this. */
  public JsonLinesImport(SpanImport target) {
    this.target = target;
  }

  /**
   * Imports every line of a stream; the last ones may wait for {@link SpanImport#finish}.
   *
   * @param name what messages call it
   * @throws IOException if the stream fails or a line is not OTLP/JSON, with name and line; what
   *     came before it has been sent
   */
  public void read(String name, InputStream in) throws IOException {
    LineReader source = new LineReader(name, in);
    for (Line line = source.next(); line != null; line = source.next()) {
      target.add(new LinePart(line, reader));
    }
  }

  private record LinePart(Line line, OtlpJsonReader reader) implements SpanImport.Part {

    @Override
    public String source() {
      return line.source();
    }

    @Override
    public String place() {
      return line.place();
    }

    @Override
    public long bytes() {
      return line.bytes().length;
    }

    @Override
    public void addTo(IngestRequest request) throws IOException {
      try {
        DecodeReport report = reader.read(line.bytes(), 0, line.bytes().length, request.builder());
        report
            .rejectedByReason()
            .forEach((reason, count) ->
                request.reject(reason.label(), count, place() + ": " + report.firstMessage()));
      } catch (MalformedPayloadException e) {
        throw new IOException(place() + ": " + e.getMessage(), e);
      }
    }
  }
}
