// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.testkit.Spans;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A segment of version 1 as it was written when the version was new: it must be readable for ever.
 * The file holds {@link #spans()}, written from one head.
 */
class SegmentGoldenTest {

  private static final int SPANS = 5_000; // more than one block

  @TempDir Path directory;

  @Test
  void open_segmentOfVersion1_hasEverySpanAsItWasWritten() throws IOException {
    Path file = directory.resolve("1.seg");
    try (InputStream golden = getClass().getResourceAsStream("v1.seg")) {
      Files.copy(golden, file);
    }
    try (SegmentPart part = SegmentFiles.open(file)) {
      assertThat(SegmentFiles.spans(part))
          .containsExactlyInAnyOrderElementsOf(SegmentFiles.canonical(spans()));
    }
  }

  /** One with every kind of field, then columns of all forms over more than a block of rows. */
  static List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    spans.add(
        Spans.span(1, 2)
            .parent(7)
            .service("gateway")
            .name("GET /")
            .error("no answer")
            .attribute("list", new ArrayValue(List.of(new IntValue(1), new StringValue("a"))))
            .attribute("prompt", "a long text, kept beside the columns. ".repeat(200))
            .event("retry", 5, new Entry("count", new IntValue(2)))
            .link(8, 9, new Entry("same", new BoolValue(false)))
            .build());
    for (int i = 0; i < SPANS; i++) {
      spans.add(
          Spans.span(100 + i / 10, i + 1L)
              .parent(i % 10 == 0 ? 0 : i)
              .service("service-" + i % 3)
              .name("operation " + i % 17)
              .attribute("few", "value " + i % 40)
              .attribute("many", "user-" + (i * 7919L) % 1_000_003)
              .attribute("number", i * 31L - 7)
              .attribute("ratio", i / 8.0)
              .attribute("truth", i % 2 == 0)
              .build());
    }
    return spans;
  }
}
