// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import static dev.clew.receiver.otlp.GrpcSender.details;
import static dev.clew.receiver.otlp.GrpcSender.frame;
import static dev.clew.receiver.otlp.GrpcSender.message;
import static dev.clew.receiver.otlp.GrpcSender.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import dev.clew.codec.otlp.OtlpProtoWriter;
import dev.clew.model.Span;
import dev.clew.receiver.grpc.GrpcHealthService;
import dev.clew.store.StoreException;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.StoreUnavailableException.Reason;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.store.HeldTraceWriter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What senders are told when the spans cannot be stored, and what real ones make of it. */
class BackPressureTest {

  private static final byte[] BODY = new OtlpProtoWriter().write(new RandomSpans(3).batch(5));

  /** RetryInfo of 1.5 s within its Any, as protobuf. */
  private static final String RETRY_INFO =
      "0a28747970652e676f6f676c65617069732e636f6d2f676f6f676c652e7270632e5265747279496e666f"
          + "120a0a0808011080cab5ee01";

  private static final RetryPolicy EAGER =
      RetryPolicy.builder()
          .setMaxAttempts(5)
          .setInitialBackoff(Duration.ofMillis(50))
          .setMaxBackoff(Duration.ofSeconds(2))
          .setBackoffMultiplier(5)
          .build();

  @Test
  void whileStarting_sendersAreToldToComeBack() throws Exception {
    try (TestReceiver receiver = TestReceiver.starting()) {
      assertUnavailable(receiver, "the server is starting");
      assertThat(
              new GrpcSender(receiver)
                  .call(GrpcHealthService.PATH, frame(0, new byte[0]))
                  .content()
                  .array())
          .isEqualTo(frame(0, new byte[] {8, 2}));
    }
  }

  @Test
  void whileStopping_newRequestsAreRefused_andThoseInFlightFinish() throws Exception {
    try (TestReceiver receiver = TestReceiver.holding();
        HttpSender sender = new HttpSender(receiver)) {
      CompletableFuture<HttpResponse<byte[]>> inFlight = postAsync(sender);
      HeldTraceWriter.Append append = receiver.writer.next();

      CompletableFuture<Void> drained = receiver.ingest.stop();

      assertUnavailable(receiver, "the server is stopping");
      assertThat(drained).isNotDone();
      append.complete();
      assertThat(inFlight.get().statusCode()).isEqualTo(200);
      drained.join();
    }
  }

  @Test
  void close_waitsForTheAnswersInFlight() throws Exception {
    TestReceiver receiver = TestReceiver.holding();
    try (HttpSender sender = new HttpSender(receiver)) {
      CompletableFuture<HttpResponse<byte[]>> inFlight = postAsync(sender);
      HeldTraceWriter.Append append = receiver.writer.next();
      CompletableFuture<Void> closed = CompletableFuture.runAsync(receiver.receiver::close);

      append.complete();

      assertThat(inFlight.get().statusCode()).isEqualTo(200);
      closed.get();
    }
  }

  @Test
  void whenTheQueueIsFull_sendersAreToldToWait() throws Exception {
    TestReceiver receiver =
        TestReceiver.running(HeldTraceWriter.holding(), 20_000, TestReceiver.config().build());
    try (receiver;
        HttpSender sender = new HttpSender(receiver)) {
      CompletableFuture<HttpResponse<byte[]>> first = postAsync(sender);
      HeldTraceWriter.Append append = receiver.writer.next();

      HttpResponse<byte[]> http = sender.post(HttpSender.JSON, BODY);
      assertThat(http.statusCode()).isEqualTo(429);
      assertThat(http.headers().firstValue("retry-after")).hasValue("2");
      assertThat(HttpSender.text(http))
          .contains("\"code\":8,\"message\":\"ingest queue: ")
          .contains("\"retryDelay\":\"1.5s\"");

      AggregatedHttpResponse grpc = new GrpcSender(receiver).export(frame(0, BODY));
      assertThat(status(grpc)).isEqualTo("8");
      assertThat(message(grpc)).startsWith("ingest queue: ");
      assertThat(details(grpc)).contains(RETRY_INFO);

      append.complete();
      assertThat(first.get().statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DISK_FULL, 503, 14",
    "STOPPING, 503, 14",
    "MEMORY_FULL, 429, 8",
    "COMPACTION_BEHIND, 429, 8",
    "QUEUE_FULL, 429, 8"
  })
  void whenTheStoreRefuses_sendersAreToldToWait(Reason reason, int httpStatus, String grpcStatus)
      throws Exception {
    try (TestReceiver receiver = TestReceiver.holding();
        HttpSender sender = new HttpSender(receiver)) {
      var refusal = new StoreUnavailableException(reason, "not now", Duration.ofMillis(1500));
      CompletableFuture<HttpResponse<byte[]>> http = postAsync(sender);
      receiver.writer.next().fail(refusal);
      assertThat(http.get().statusCode()).isEqualTo(httpStatus);
      assertThat(http.get().headers().firstValue("retry-after")).hasValue("2");

      CompletableFuture<AggregatedHttpResponse> grpc = exportAsync(receiver);
      receiver.writer.next().fail(refusal);
      assertThat(status(grpc.get())).isEqualTo(grpcStatus);
      assertThat(message(grpc.get())).isEqualTo("not now");
      assertThat(details(grpc.get())).contains(RETRY_INFO);
    }
  }

  @Test
  void whenTheStoreFails_sendersAreToldThatItIsFinal() throws Exception {
    try (TestReceiver receiver = TestReceiver.holding();
        HttpSender sender = new HttpSender(receiver)) {
      CompletableFuture<HttpResponse<byte[]>> http = postAsync(sender);
      receiver.writer.next().fail(new StoreException("secret of the store"));
      assertThat(http.get().statusCode()).isEqualTo(500);
      assertThat(http.get().headers().firstValue("retry-after")).isEmpty();
      assertThat(HttpSender.text(http.get())).doesNotContain("secret");

      CompletableFuture<AggregatedHttpResponse> grpc = exportAsync(receiver);
      receiver.writer.next().fail(new IllegalStateException("bug"));
      assertThat(status(grpc.get())).isEqualTo("13");
      assertThat(message(grpc.get())).isEqualTo("internal error");
    }
  }

  @Test
  void whenTheStoreIsSlow_sendersAreToldToTryAgain_andTheSpansAreKept() throws Exception {
    TestReceiver receiver =
        TestReceiver.running(
            HeldTraceWriter.holding(),
            64 << 20,
            TestReceiver.config().requestTimeout(Duration.ofMillis(300)).build());
    try (receiver;
        HttpSender sender = new HttpSender(receiver)) {
      HttpResponse<byte[]> http = sender.post(HttpSender.JSON + ";x", "identity", json());
      assertThat(http.statusCode()).isEqualTo(503);
      assertThat(http.headers().firstValue("retry-after")).hasValue("1");

      AggregatedHttpResponse grpc = new GrpcSender(receiver).export(frame(0, BODY));
      assertThat(status(grpc)).isEqualTo("14");
      assertThat(message(grpc)).isEqualTo("the spans were not durable in time");

      receiver.writer.letPass();
      assertThat(receiver.stored()).hasSize(6);
      assertThat(receiver.ingest.bytesInFlight()).isZero();
    }
  }

  @Test
  void whenTheCallersDeadlinePasses_gRpcAnswersThen() {
    try (TestReceiver receiver = TestReceiver.holding()) {
      AggregatedHttpResponse response =
          new GrpcSender(receiver).export(frame(0, BODY), "grpc-timeout", "200m");
      assertThat(status(response)).isEqualTo("14");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void exportersOfTheSdk_retry_andNothingIsLost(boolean grpc) throws Exception {
    TestReceiver receiver =
        TestReceiver.running(HeldTraceWriter.holding(), 20_000, TestReceiver.config().build());
    try (receiver;
        SdkTracerProvider first = provider(receiver, grpc);
        SdkTracerProvider second = provider(receiver, grpc)) {
      first.get("test").spanBuilder("first").startSpan().end();
      HeldTraceWriter.Append append = receiver.writer.next();
      second.get("test").spanBuilder("second").startSpan().end();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> receiver.counter("requests.refused", "reason", "queue_full") >= 1);

      append.complete();
      receiver.writer.letPass();

      assertThat(first.forceFlush().join(30, TimeUnit.SECONDS).isSuccess()).isTrue();
      assertThat(second.forceFlush().join(30, TimeUnit.SECONDS).isSuccess()).isTrue();
      assertThat(receiver.stored()).extracting(Span::name).containsExactly("first", "second");
    }
  }

  private static void assertUnavailable(TestReceiver receiver, String message) throws Exception {
    try (HttpSender sender = new HttpSender(receiver)) {
      HttpResponse<byte[]> http = sender.post(HttpSender.JSON, BODY);
      assertThat(http.statusCode()).isEqualTo(503);
      assertThat(http.headers().firstValue("retry-after")).hasValue("2");
      assertThat(HttpSender.text(http)).startsWith("{\"code\":14,\"message\":\"" + message + "\"");
    }
    AggregatedHttpResponse grpc = new GrpcSender(receiver).export(frame(0, BODY));
    assertThat(status(grpc)).isEqualTo("14");
    assertThat(message(grpc)).isEqualTo(message);
    assertThat(details(grpc)).contains(RETRY_INFO);
  }

  private static CompletableFuture<HttpResponse<byte[]>> postAsync(HttpSender sender) {
    return sender
        .client()
        .sendAsync(
            sender.request(HttpSender.PROTOBUF).POST(BodyPublishers.ofByteArray(BODY)).build(),
            BodyHandlers.ofByteArray());
  }

  private static CompletableFuture<AggregatedHttpResponse> exportAsync(TestReceiver receiver) {
    GrpcSender sender = new GrpcSender(receiver);
    return CompletableFuture.supplyAsync(() -> sender.export(frame(0, BODY)));
  }

  private static byte[] json() {
    return """
    {"resourceSpans":[{"scopeSpans":[{"spans":[{
      "traceId":"000102030405060708090a0b0c0d0e0f","spanId":"0102030405060708"}]}]}]}
    """
        .getBytes(StandardCharsets.UTF_8);
  }

  private static SpanExporter exporter(TestReceiver receiver, boolean grpc) {
    return grpc
        ? OtlpGrpcSpanExporter.builder()
            .setEndpoint(receiver.grpcUri().toString())
            .setRetryPolicy(EAGER)
            .build()
        : OtlpHttpSpanExporter.builder()
            .setEndpoint(receiver.httpUri("/v1/traces").toString())
            .setRetryPolicy(EAGER)
            .build();
  }

  private static SdkTracerProvider provider(TestReceiver receiver, boolean grpc) {
    return SdkTracerProvider.builder()
        .addSpanProcessor(SimpleSpanProcessor.create(exporter(receiver, grpc)))
        .build();
  }
}
