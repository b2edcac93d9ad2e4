// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import static dev.clew.receiver.otlp.HttpSender.JSON;
import static dev.clew.receiver.otlp.HttpSender.PROTOBUF;
import static dev.clew.receiver.otlp.HttpSender.gzip;
import static dev.clew.receiver.otlp.HttpSender.text;
import static dev.clew.receiver.otlp.HttpSender.zstd;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.clew.codec.otlp.OtlpJsonWriter;
import dev.clew.codec.otlp.OtlpProtoWriter;
import dev.clew.codec.otlp.RpcStatus;
import dev.clew.model.SpanBatch;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Spans;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtlpHttpProtocolTest {

  private static final SpanBatch BATCH = new RandomSpans(1).batch(50);
  private static final byte[] VALID = new OtlpProtoWriter().write(BATCH);
  private static final byte[] ZEROS = new byte[16 * TestReceiver.MESSAGE_BYTES_MAX];

  private TestReceiver receiver;
  private HttpSender sender;

  @BeforeAll
  void start() {
    receiver = TestReceiver.passing();
    sender = new HttpSender(receiver);
  }

  @AfterAll
  void stop() {
    sender.close();
    receiver.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip", "zstd", "GZIP", ""})
  void post_inProtobuf_storesEverySpanAsItIs(String encoding) throws Exception {
    int before = receiver.stored().size();

    HttpResponse<byte[]> response = sender.post(PROTOBUF, encoding, encoded(encoding, VALID));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue(PROTOBUF);
    assertThat(response.body()).isEmpty();
    List<dev.clew.model.Span> stored = receiver.stored();
    assertThat(stored).hasSize(before + 50);
    // OTLP groups spans by resource and scope, so their order is not that of the batch
    assertThat(Set.copyOf(stored.subList(before, before + 50)))
        .isEqualTo(Set.copyOf(Spans.list(BATCH)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip", "zstd"})
  void post_inJson_storesEverySpan(String encoding) throws Exception {
    int before = receiver.stored().size();
    byte[] body = new OtlpJsonWriter().write(BATCH);

    HttpResponse<byte[]> response = sender.post(JSON, encoding, encoded(encoding, body));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue(JSON);
    assertThat(text(response)).isEqualTo("{}");
    assertThat(receiver.stored().subList(before, before + 50))
        .extracting(dev.clew.model.Span::spanId)
        .containsExactlyInAnyOrderElementsOf(
            Spans.list(BATCH).stream().map(dev.clew.model.Span::spanId).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=utf-8",
        "Application/JSON;charset=UTF-8;version=1",
        "application/json ;x=y"
      })
  void post_withParametersOfTheContentType_isTaken(String contentType) throws Exception {
    assertThat(sender.post(contentType, "{\"resourceSpans\":[]}".getBytes(StandardCharsets.UTF_8)))
        .satisfies(response -> {
          assertThat(response.statusCode()).isEqualTo(200);
          assertThat(response.headers().firstValue("content-type")).hasValue(JSON);
        });
  }

  @Test
  void post_withoutSpans_isTaken() throws Exception {
    assertThat(sender.post(PROTOBUF, new byte[0]).statusCode()).isEqualTo(200);
  }

  @Test
  void post_ofUnknownLength_isTaken() throws Exception {
    int before = receiver.stored().size();
    HttpResponse<byte[]> response =
        sender.send(
            sender
                .request(PROTOBUF)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(VALID))));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(receiver.stored()).hasSize(before + 50);
  }

  @Test
  void post_toTheGrpcPort_isTakenToo() throws Exception {
    HttpResponse<byte[]> response =
        sender.send(
            java.net.http.HttpRequest.newBuilder(receiver.grpcUri().resolve("/v1/traces"))
                .header("content-type", PROTOBUF)
                .POST(BodyPublishers.ofByteArray(VALID)));
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void post_withBadSpans_storesTheOthersAndSaysWhatIsWrong() throws Exception {
    int before = receiver.stored().size();
    byte[] body = request(span(16, 8), span(15, 8), span(16, 7), span(16, 8)).toByteArray();

    HttpResponse<byte[]> response = sender.post(PROTOBUF, body);

    assertThat(response.statusCode()).isEqualTo(200);
    var partial = ExportTraceServiceResponse.parseFrom(response.body()).getPartialSuccess();
    assertThat(partial.getRejectedSpans()).isEqualTo(2);
    assertThat(partial.getErrorMessage())
        .isEqualTo("trace id: 15 bytes (expected: 16, not all zeros)");
    assertThat(receiver.stored()).hasSize(before + 2);
    assertThat(receiver.counter("spans.rejected", "reason", "invalid_trace_id")).isPositive();
    assertThat(receiver.counter("spans.rejected", "reason", "invalid_span_id")).isPositive();
  }

  @Test
  void post_inJsonWithABadSpan_saysSoInJson() throws Exception {
    String body =
        """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"00","spanId":"0102030405060708"}]}]}]}
        """;
    HttpResponse<byte[]> response = sender.post(JSON, body.getBytes(StandardCharsets.UTF_8));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response)).startsWith("{\"partialSuccess\":{\"rejectedSpans\":\"1\"");
  }

  @Test
  void get_isRefused() throws Exception {
    HttpResponse<byte[]> response = sender.send(sender.request("").GET());
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow")).hasValue("POST");
    assertThat(text(response)).contains("\"message\":\"method: GET (expected: POST)\"");
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, content-type: text/plain (expected: application/x-protobuf or application/json)",
    "application/x-protobuffer,"
        + " content-type: application/x-protobuffer"
        + " (expected: application/x-protobuf or application/json)",
    "'', content-type: none (expected: application/x-protobuf or application/json)"
  })
  void post_ofAnotherType_isRefused(String contentType, String message) throws Exception {
    HttpResponse<byte[]> response = sender.post(contentType, VALID);
    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(text(response)).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deflate", "br", "gzip, gzip", "nonsense"})
  void post_inAnotherEncoding_isRefusedWithThoseThatWork(String encoding) throws Exception {
    HttpResponse<byte[]> response = sender.post(JSON, encoding, VALID);
    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(response.headers().firstValue("accept-encoding")).hasValue("identity, gzip, zstd");
    assertThat(text(response))
        .contains("content-encoding: " + encoding + " (expected: one of identity, gzip, zstd)");
  }

  @Test
  void post_ofMalformedProtobuf_isRefusedWithAStatusInProtobuf() throws Exception {
    int before = receiver.stored().size();
    double refused = receiver.counter("requests.refused", "reason", "malformed");

    HttpResponse<byte[]> response = sender.post(PROTOBUF, Arrays.copyOf(VALID, VALID.length - 1));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("content-type")).hasValue(PROTOBUF);
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("request: ");
    assertThat(response.body()).startsWith(new RpcStatus(3, "").toProtobuf());
    assertThat(receiver.stored()).hasSize(before);
    assertThat(receiver.counter("requests.refused", "reason", "malformed")).isEqualTo(refused + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "[]", "{\"resourceSpans\":[{\"scopeSpans\":7}]}", "\u0000", "null x"})
  void post_ofMalformedJson_isRefusedWithAStatusInJson(String body) throws Exception {
    HttpResponse<byte[]> response = sender.post(JSON, body.getBytes(StandardCharsets.UTF_8));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(text(response)).startsWith("{\"code\":3,\"message\":\"request: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void post_ofWhatIsNotCompressed_isRefused(String encoding) throws Exception {
    assertThat(sender.post(JSON, encoding, "plain text".getBytes(StandardCharsets.UTF_8)))
        .satisfies(response -> {
          assertThat(response.statusCode()).isEqualTo(400);
          assertThat(text(response)).contains("request: not " + encoding);
        });
    byte[] cut = Arrays.copyOf(encoded(encoding, VALID), 40);
    assertThat(sender.post(PROTOBUF, encoding, cut).statusCode()).isEqualTo(400);
  }

  @Test
  void post_tooLarge_isRefused_howeverItsSizeIsKnown() throws Exception {
    byte[] body = Arrays.copyOf(ZEROS, TestReceiver.MESSAGE_BYTES_MAX + 1);
    HttpResponse<byte[]> declared = sender.post(JSON, body);
    HttpResponse<byte[]> counted =
        sender.send(
            sender
                .request(JSON)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
    for (HttpResponse<byte[]> response : List.of(declared, counted)) {
      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(text(response))
          .isEqualTo(
              "{\"code\":8,\"message\":\"request: over the limit"
                  + " (expected: at most 1048576 bytes, unpacked)\"}");
    }
    assertThat(receiver.ingest.bytesInFlight()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void post_ofACompressionBomb_isRefusedBeforeItIsUnpacked(String encoding) throws Exception {
    byte[] bomb = encoded(encoding, ZEROS);
    assertThat(bomb.length).isLessThan(20_000);
    assertThat(sender.post(JSON, encoding, bomb).statusCode()).isEqualTo(413);
    assertThat(receiver.ingest.bytesInFlight()).isZero();
  }

  @Test
  void post_ofAZstdFrameWithAHugeWindow_isRefused() throws Exception {
    // A frame header that asks for a window of 1 GiB, and one empty last block
    byte[] frame = HexFormat.of().parseHex("28B52FFD00A0010000");
    HttpResponse<byte[]> response = sender.post(JSON, "zstd", frame);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(text(response)).contains("not zstd");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/metrics, 'metrics: not stored, Clew takes traces only'",
    "/v1/logs, 'logs: not stored, Clew takes traces only'",
    "/v1development/profiles, 'profiles: not stored, Clew takes traces only'",
    "/v1/trace, path: /v1/trace (expected: /v1/traces)",
    "/, path: / (expected: /v1/traces)"
  })
  void post_toAnotherPath_isToldWhere(String path, String message) throws Exception {
    HttpResponse<byte[]> response =
        sender.send(
            java.net.http.HttpRequest.newBuilder(receiver.httpUri(path))
                .header("content-type", JSON)
                .POST(BodyPublishers.ofByteArray(VALID)));
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(text(response)).isEqualTo("{\"code\":12,\"message\":\"" + message + "\"}");
  }

  private static byte[] encoded(String encoding, byte[] body) {
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "gzip" -> gzip(body);
      case "zstd" -> zstd(body);
      default -> body;
    };
  }

  private static Span span(int traceIdBytes, int spanIdBytes) {
    byte[] ones = new byte[16];
    Arrays.fill(ones, (byte) 1);
    return Span.newBuilder()
        .setTraceId(ByteString.copyFrom(ones, 0, traceIdBytes))
        .setSpanId(ByteString.copyFrom(ones, 0, spanIdBytes))
        .setName("name")
        .setStartTimeUnixNano(1)
        .setEndTimeUnixNano(2)
        .build();
  }

  private static ExportTraceServiceRequest request(Span... spans) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(Arrays.asList(spans))))
        .build();
  }
}
