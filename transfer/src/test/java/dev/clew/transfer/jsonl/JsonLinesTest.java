// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.pipeline.IngestConfig;
import dev.clew.pipeline.SpanIngest;
import dev.clew.pipeline.ValidTimes;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.StoreUnavailableException.Reason;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import dev.clew.transfer.SpanImport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

  private final List<Span> stored = new ArrayList<>();
  private int refusals;

  @Test
  void whatIsWritten_isReadAgain_everyFieldOfIt() {
    Seeds.check(
        10,
        random -> {
          stored.clear();
          List<Span> spans = new RandomSpans(random).spans(300);
          SpanImport.Result result = read(written(spans));

          assertThat(result).isEqualTo(new SpanImport.Result(300, 0, ""));
          assertThat(stored).containsExactlyInAnyOrderElementsOf(spans);
        });
  }

  @Test
  void aLine_isATrace() throws IOException {
    List<Span> spans = new RandomSpans(1).spans(300);
    long traces = spans.stream().map(Span::traceId).distinct().count();

    assertThat(new String(written(spans), StandardCharsets.UTF_8).lines()).hasSize((int) traces);
  }

  @Test
  void refusedForNow_isSentAgain() throws IOException {
    refusals = 3;
    List<Span> spans = new RandomSpans(2).spans(50);

    assertThat(read(written(spans)).spanCount()).isEqualTo(50);
    assertThat(stored).containsExactlyInAnyOrderElementsOf(spans);
    assertThat(refusals).isZero();
  }

  @Test
  void lineThatIsNoJson_isNamed() {
    assertThatThrownBy(
            () -> read("\n{}\r\n{\"resourceSpans\":[\n".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("some.jsonl:3: not JSON");
  }

  @Test
  void spanWithAFault_isLeftOutAndNamed() throws IOException {
    String text =
        """
        {}
        {"resourceSpans":[{"scopeSpans":[{"spans":[
        """
                .stripTrailing()
            + """
            {"traceId":"00000000000000000000000000000001","spanId":"0000000000000001"},
            """
                .strip()
            + """
            {"traceId":"0","spanId":"0000000000000002"}]}]}]}
            """
                .strip();
    SpanImport.Result result = read(text.getBytes(StandardCharsets.UTF_8));

    assertThat(result.spanCount()).isEqualTo(1);
    assertThat(result.rejectedCount()).isEqualTo(1);
    assertThat(result.rejection()).startsWith("some.jsonl:2: trace id: ");
  }

  private SpanImport.Result read(byte[] lines) throws IOException {
    SpanIngest ingest =
        new SpanIngest(
            List.of(new ValidTimes()),
            new SimpleMeterRegistry(),
            new IngestConfig(1 << 20, Duration.ofMillis(1)));
    ingest.start(this::append);
    SpanImport target = new SpanImport(ingest.source("import"));
    new JsonLinesImport(target).read("some.jsonl", new ByteArrayInputStream(lines));
    return target.finish();
  }

  private CompletableFuture<Void> append(SpanBatch batch) {
    if (refusals > 0) {
      refusals--;
      return CompletableFuture.failedFuture(
          new StoreUnavailableException(Reason.QUEUE_FULL, "full", Duration.ofMillis(1)));
    }
    stored.addAll(Spans.list(batch));
    return CompletableFuture.completedFuture(null);
  }

  private static byte[] written(List<Span> spans) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonLinesSink sink = new JsonLinesSink(out)) {
      sink.write(Spans.batch(spans));
    }
    return out.toByteArray();
  }
}
