// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.pipeline.IngestConfig;
import dev.clew.pipeline.SpanIngest;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import dev.clew.transfer.FileBytes;
import dev.clew.transfer.SpanImport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ParquetImportTest {

  private static final String NAME = "some.parquet";

  private final List<Span> stored = new ArrayList<>();

  @Test
  void whatIsWritten_isReadAgain_everyFieldOfIt() {
    Seeds.check(
        10,
        random -> {
          stored.clear();
          List<Span> spans = new RandomSpans(random).spans(2_500);

          assertThat(read(written(spans))).isEqualTo(new SpanImport.Result(2_500, 0, ""));
          assertThat(stored).containsExactlyElementsOf(spans);
        });
  }

  @Test
  void noSpans_areNothing() throws IOException {
    assertThat(read(written(List.of()))).isEqualTo(new SpanImport.Result(0, 0, ""));
  }

  @Test
  void spanWithoutAnId_isLeftOutAndNamed() throws IOException {
    Span good = Spans.span(1, 1).build();

    SpanImport.Result result =
        read(written(List.of(good, Spans.span(0, 2).build(), Spans.span(2, 0).build())));

    assertThat(result.spanCount()).isEqualTo(1);
    assertThat(result.rejectedCount()).isEqualTo(2);
    assertThat(result.rejection()).startsWith(NAME + ": row 2: trace id: ");
    assertThat(stored).extracting(Span::traceId).containsExactly(new TraceId(0, 1));
  }

  @Test
  void fileWithOtherColumns_isNamed_withWhatIsMissing() throws IOException {
    byte[] foreign = replaced(written(List.of()), "status_code", "http_status");

    assertThatThrownBy(() -> read(foreign))
        .isInstanceOf(IOException.class)
        .hasMessage(
            NAME
                + ": no column status_code of type BINARY"
                + " (expected: a file that clew store export has written)");
  }

  @Test
  void fileOfAnotherFormat_isNamed() {
    assertThatThrownBy(() -> read("PAR1 and nothing more".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(NAME + ": ")
        .hasMessageEndingWith("(expected: a whole file of Parquet)");
  }

  /** Whatever is in the file, it is named and nothing else happens. */
  @Test
  void fileWithAnyDamage_isReadOrNamed() throws IOException {
    byte[] whole = written(new RandomSpans(7).spans(200));
    Seeds.check(
        100,
        random -> {
          byte[] damaged =
              Arrays.copyOf(whole, whole.length - random.nextInt(2) * random.nextInt(whole.length));
          for (int flips = random.nextInt(1, 4); flips > 0 && damaged.length > 0; flips--) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
          }
          Throwable failure = catchThrowable(() -> read(damaged));
          if (failure != null) {
            assertThat(failure).isInstanceOf(IOException.class).hasMessageStartingWith(NAME + ": ");
          }
        });
  }

  private SpanImport.Result read(byte[] file) throws IOException {
    SpanIngest ingest =
        new SpanIngest(
            List.of(), new SimpleMeterRegistry(), new IngestConfig(64 << 20, Duration.ofMillis(1)));
    ingest.start(this::append);
    SpanImport target = new SpanImport(ingest.source("import"));
    new ParquetImport(target).read(new Bytes(ByteBuffer.wrap(file)));
    return target.finish();
  }

  private CompletableFuture<Void> append(SpanBatch batch) {
    stored.addAll(Spans.list(batch));
    return CompletableFuture.completedFuture(null);
  }

  private record Bytes(ByteBuffer content) implements FileBytes {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public long size() {
      return content.limit();
    }

    @Override
    public void read(ByteBuffer target, long position) {
      target.put(content.slice((int) position, target.remaining()));
    }
  }

  private static byte[] written(List<Span> spans) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ParquetSink sink = new ParquetSink(out)) {
      sink.write(Spans.batch(spans));
    }
    return out.toByteArray();
  }

  /** Some bytes for others of the same length, wherever they are. */
  private static byte[] replaced(byte[] file, String from, String to) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from);
    assertThat(to).hasSameSizeAs(from);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }
}
