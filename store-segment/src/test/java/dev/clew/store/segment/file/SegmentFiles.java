// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.segment.disk.RealDisk;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.head.Head;
import dev.clew.store.segment.part.Part;
import dev.clew.testkit.Spans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes and opens segment files for tests. */
public final class SegmentFiles {

  private static final Zstd ZSTD = new Zstd();

  private SegmentFiles() {}

  /** A head of one batch. */
  public static Part head(SpanBatch batch) {
    Head head = new Head(1);
    head.append(batch);
    head.publish();
    return head.part();
  }

  static SegmentPart write(Path path, Part... parts) {
    return write(path, SegmentConfig.defaults(), Stream.of(parts).map(MergeSource::new).toList());
  }

  static SegmentPart write(Path path, SegmentConfig config, List<MergeSource> sources) {
    try {
      new SegmentWriter(new RealDisk(), ZSTD, config).write(path, sources);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return open(path);
  }

  static SegmentPart open(Path path) {
    return SegmentPart.open(new RealDisk(), path, ZSTD);
  }

  /** All spans of a part, in row order. */
  static List<Span> spans(Part part) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    part.copy(IntStream.range(0, part.rowCount()).toArray(), builder);
    return canonical(Spans.list(builder.build()));
  }

  /** Spans with their attributes in an order that does not depend on where they were. */
  public static List<Span> canonical(List<Span> spans) {
    return spans.stream().map(SegmentFiles::canonical).toList();
  }

  private static Span canonical(Span span) {
    return new Span(
        new Span.Resource(
            sorted(span.resource().attributes()),
            span.resource().schemaUrl(),
            span.resource().entityRefs()),
        new Span.Scope(
            span.scope().name(),
            span.scope().version(),
            sorted(span.scope().attributes()),
            span.scope().schemaUrl()),
        span.traceId(),
        span.spanId(),
        span.parentSpanId(),
        span.name(),
        span.kind(),
        span.startNanos(),
        span.endNanos(),
        span.status(),
        span.traceState(),
        span.flags(),
        sorted(span.attributes()),
        span.events().stream()
            .map(e -> new Span.Event(e.timeNanos(), e.name(), sorted(e.attributes())))
            .toList(),
        span.droppedEventsCount(),
        span.links().stream()
            .map(l ->
                new Span.Link(
                    l.traceId(), l.spanId(), l.traceState(), l.flags(), sorted(l.attributes())))
            .toList(),
        span.droppedLinksCount(),
        sorted(span.derived()));
  }

  private static Span.Attributes sorted(Span.Attributes attributes) {
    return new Span.Attributes(
        attributes.entries().stream()
            .sorted(Comparator.comparing(Entry::key).thenComparing(e -> e.value().toString()))
            .toList(),
        attributes.droppedCount());
  }
}
