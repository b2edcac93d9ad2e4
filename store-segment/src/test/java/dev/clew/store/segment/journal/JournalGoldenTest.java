// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.store.segment.disk.RealDisk;
import dev.clew.testkit.Spans;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal file of version 1 as it was written when the version was new: it must be readable for
 * ever. The file holds {@link #batches()}.
 */
class JournalGoldenTest {

  private static final String NAME = "0000000000000001.journal";

  @TempDir Path directory;

  @Test
  void open_fileOfVersion1_isRead() throws IOException {
    try (InputStream golden = getClass().getResourceAsStream("v1.journal")) {
      Files.copy(golden, directory.resolve(NAME));
    }
    try (JournalFixture fixture = new JournalFixture(new RealDisk(), directory)) {
      assertThat(fixture.damages).isEmpty();
      assertThat(fixture.recovered).isEqualTo(batches());
    }
  }

  /** Without the last batch, because another zstd may compress it otherwise. */
  @Test
  void write_sameBatches_areTheSameBytes() throws IOException {
    JournalFixture fixture = new JournalFixture(new RealDisk(), directory);
    fixture.write(batches().getFirst());
    fixture.write(batches().get(1));
    byte[] written = Files.readAllBytes(directory.resolve(NAME));
    fixture.close();
    try (InputStream golden = getClass().getResourceAsStream("v1.journal")) {
      assertThat(golden.readNBytes(written.length)).isEqualTo(written);
    }
  }

  /** One with every kind of field, one without spans, one large enough to be compressed. */
  static List<List<Span>> batches() {
    Span span =
        Spans.span(1, 2)
            .parent(7)
            .service("gateway")
            .name("GET /")
            .error("no answer")
            .attribute("text", "value")
            .attribute("number", -3)
            .attribute("ratio", 0.5)
            .attribute("truth", true)
            .attribute("list", new ArrayValue(List.of(new IntValue(1), new StringValue("a"))))
            .event("retry", 5, new Entry("count", new IntValue(2)))
            .link(8, 9, new Entry("same", new BoolValue(false)))
            .build();
    List<Span> many =
        IntStream.range(0, 50)
            .mapToObj(i -> Spans.span(3, i + 1).parent(i / 2).attribute("row", "r" + i).build())
            .toList();
    return List.of(List.of(span), List.of(), many);
  }
}
