// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.report;

import dev.clew.bench.http.BlockingClient;
import dev.clew.bench.ingest.ServerProcess;
import dev.clew.bench.report.Figure.Goal;
import dev.clew.codec.otlp.OtlpProtoWriter;
import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue;
import dev.clew.model.SpanBatchBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One trace as a training job leaves it, beside all the others. */
final class LargeTraceChapter {

  private static final int SPANS_PER_REQUEST = 5_000;
  private static final int CHILDREN = 50;
  private static final long TRACE_ID_HIGH = 0x1a26e;
  private static final long TRACE_ID_LOW = 0x7ace;
  private static final int ROUNDS = 50;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BlockingClient questions = new BlockingClient();
  private final ServerProcess server;
  private final int spanCount;

  LargeTraceChapter(ServerProcess server, int spanCount) {
    this.server = server;
    this.spanCount = spanCount;
  }

  Chapter measure() throws IOException, InterruptedException {
    double[] before = searches();
    long beginNanos = System.nanoTime();
    for (int first = 0; first < spanCount; first += SPANS_PER_REQUEST) {
      send(first, Math.min(spanCount, first + SPANS_PER_REQUEST));
    }
    double sendSeconds = seconds(beginNanos);
    double[] after = searches();
    beginNanos = System.nanoTime();
    HttpResponse<InputStream> answer =
        client.send(
            get(
                String.format(
                    Locale.ROOT, "/api/v3/traces/%016x%016x", TRACE_ID_HIGH, TRACE_ID_LOW)),
            BodyHandlers.ofInputStream());
    double firstByteSeconds;
    double readSeconds;
    try (InputStream body = answer.body()) {
      body.read();
      firstByteSeconds = seconds(beginNanos);
      body.transferTo(OutputStream.nullOutputStream());
      readSeconds = seconds(beginNanos);
    }
    Goal none = new Goal.None();
    return new Chapter(
        "One trace of " + Numbers.format(spanCount) + " spans",
        List.of(
            Figure.of("sent and acknowledged", "s", none, sendSeconds),
            Figure.of("first byte of it", "s", none, firstByteSeconds),
            Figure.of("all of it, as OTLP JSON", "s", none, readSeconds),
            Figure.of("newest 20 of a service, without it", "ms", none, before),
            Figure.of("newest 20 of a service, beside it", "ms", none, after)),
        List.of("The large trace is of the service that is searched, and among its newest."));
  }

  private double[] searches() throws IOException {
    URI search = server.queryUri().resolve("/api/traces?service=model-server&limit=20");
    double[] millis = new double[ROUNDS];
    for (int i = -ROUNDS; i < ROUNDS; i++) {
      long beginNanos = System.nanoTime();
      questions.get(search).orThrow(search);
      if (i >= 0) {
        millis[i] = (System.nanoTime() - beginNanos) / 1e6;
      }
    }
    return millis;
  }

  private void send(int first, int end) throws IOException, InterruptedException {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.beginResource();
    builder.attribute(
        AttributeScope.RESOURCE, "service.name", new AttributeValue.StringValue("model-server"));
    builder.beginScope();
    long startNanos =
        TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() - TimeUnit.HOURS.toMillis(1));
    for (int i = first; i < end; i++) {
      builder.beginSpan();
      builder.traceId(TRACE_ID_HIGH, TRACE_ID_LOW);
      builder.spanId(i + 1L);
      builder.parentSpanId(i == 0 ? 0 : (i - 1) / CHILDREN + 1L);
      builder.startNanos(startNanos + i * 1_000L);
      builder.endNanos(startNanos + i * 1_000L + 900);
      builder.nameRef(builder.intern(i == 0 ? "train" : "train step"));
      builder.kindNumber(1);
      builder.attribute(AttributeScope.SPAN, "ml.train.step", new AttributeValue.IntValue(i));
      builder.endSpan();
    }
    builder.endScope();
    builder.endResource();
    HttpRequest request =
        HttpRequest.newBuilder(server.tracesUri())
            .header("content-type", "application/x-protobuf")
            .POST(BodyPublishers.ofByteArray(new OtlpProtoWriter().write(builder.build())))
            .build();
    int status = client.send(request, BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IOException("request: answered with status " + status);
    }
  }

  private HttpRequest get(String path) {
    URI uri = server.queryUri().resolve(path);
    return HttpRequest.newBuilder(uri).GET().build();
  }

  private static double seconds(long beginNanos) {
    return (System.nanoTime() - beginNanos) / 1e9;
  }
}
