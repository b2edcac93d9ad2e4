// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import static dev.clew.receiver.otlp.GrpcSender.details;
import static dev.clew.receiver.otlp.GrpcSender.frame;
import static dev.clew.receiver.otlp.GrpcSender.message;
import static dev.clew.receiver.otlp.GrpcSender.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import dev.clew.codec.otlp.OtlpProtoWriter;
import dev.clew.model.SpanBatch;
import dev.clew.receiver.grpc.GrpcHealthService;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Spans;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtlpGrpcMethodTest {

  private static final SpanBatch BATCH = new RandomSpans(2).batch(50);
  private static final byte[] VALID = new OtlpProtoWriter().write(BATCH);

  private TestReceiver receiver;
  private GrpcSender sender;

  @BeforeAll
  void start() {
    receiver = TestReceiver.passing();
    sender = new GrpcSender(receiver);
  }

  @AfterAll
  void stop() {
    receiver.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip", "zstd"})
  void export_inAnyEncoding_storesEverySpanAsItIs(String encoding) {
    int before = receiver.stored().size();

    AggregatedHttpResponse response = sender.export(encoded(encoding), "grpc-encoding", encoding);

    assertThat(response.status().code()).isEqualTo(200);
    assertThat(response.headers().get("content-type")).isEqualTo("application/grpc");
    assertThat(response.headers().get("grpc-accept-encoding")).isEqualTo("identity,gzip,zstd");
    assertThat(status(response)).isEqualTo("0");
    assertThat(response.content().array()).isEqualTo(new byte[5]);
    List<dev.clew.model.Span> stored = receiver.stored();
    assertThat(Set.copyOf(stored.subList(before, before + 50)))
        .isEqualTo(Set.copyOf(Spans.list(BATCH)));
  }

  @Test
  void export_ofAnUncompressedMessageUnderAnEncoding_isTaken() {
    assertThat(status(sender.export(frame(0, VALID), "grpc-encoding", "gzip"))).isEqualTo("0");
  }

  @Test
  void export_withoutSpans_isTaken() {
    assertThat(status(sender.export(frame(0, new byte[0])))).isEqualTo("0");
  }

  @Test
  void export_withBadSpans_saysWhatIsWrong() throws Exception {
    // resource_spans { scope_spans { spans { trace_id: 1 byte } } }
    byte[] badSpan = {0x0A, 7, 0x12, 5, 0x12, 3, 0x0A, 1, 1};

    AggregatedHttpResponse response = sender.export(frame(0, badSpan));

    assertThat(status(response)).isEqualTo("0");
    byte[] body = response.content().array();
    assertThat(
            ExportTraceServiceResponse.parseFrom(Arrays.copyOfRange(body, 5, body.length))
                .getPartialSuccess()
                .getRejectedSpans())
        .isEqualTo(1);
  }

  @Test
  void export_ofMalformedProtobuf_isAnInvalidArgument() {
    AggregatedHttpResponse response =
        sender.export(frame(0, Arrays.copyOf(VALID, VALID.length - 1)));
    assertThat(status(response)).isEqualTo("3");
    assertThat(message(response)).startsWith("request: ");
    assertThat(details(response)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0000, 'gRPC frame: 2 bytes (expected: at least 5)'",
    "'', 'gRPC frame: 0 bytes (expected: at least 5)'",
    "0000000000 0000000000, 'gRPC frame: a message of 0 bytes (expected: one message, of the 5"
        + " bytes that came)'",
    "00FFFFFFFF, 'gRPC frame: a message of 4294967295 bytes (expected: one message, of the 0 bytes"
        + " that came)'",
    "0200000000, 'gRPC frame: flag 2 (expected: 0 or 1)'",
    "0100000000, 'gRPC frame: compressed (expected: a grpc-encoding that says how)'"
  })
  void export_ofABadFrame_isAnInvalidArgument(String hex, String message) {
    byte[] body = java.util.HexFormat.of().parseHex(hex.replace(" ", ""));
    AggregatedHttpResponse response = sender.export(body);
    assertThat(status(response)).isEqualTo("3");
    assertThat(message(response)).isEqualTo(message);
  }

  @Test
  void export_inAnotherEncoding_isUnimplemented() {
    AggregatedHttpResponse response = sender.export(frame(1, VALID), "grpc-encoding", "snappy");
    assertThat(status(response)).isEqualTo("12");
    assertThat(message(response))
        .isEqualTo("grpc-encoding: snappy (expected: one of identity, gzip, zstd)");
    assertThat(response.headers().get("grpc-accept-encoding")).isEqualTo("identity,gzip,zstd");
  }

  @Test
  void export_tooLarge_isExhaustedForGood() {
    byte[] zeros = new byte[2 * TestReceiver.MESSAGE_BYTES_MAX];
    AggregatedHttpResponse plain = sender.export(frame(0, zeros));
    AggregatedHttpResponse bomb =
        sender.export(frame(1, HttpSender.gzip(zeros)), "grpc-encoding", "gzip");
    for (AggregatedHttpResponse response : List.of(plain, bomb)) {
      assertThat(status(response)).isEqualTo("8");
      assertThat(message(response)).startsWith("request: over the limit");
      assertThat(details(response)).isEmpty(); // no RetryInfo: do not send it again
    }
  }

  @Test
  void export_ofTheLargestMessage_isTaken() {
    // An unknown field that fills the message to the last byte
    byte[] body = new byte[TestReceiver.MESSAGE_BYTES_MAX];
    int length = body.length - 5;
    body[0] = (15 << 3) | 2;
    for (int i = 0; i < 4; i++) {
      body[1 + i] = (byte) ((length >>> (7 * i) & 0x7F) | (i < 3 ? 0x80 : 0));
    }
    assertThat(status(sender.export(frame(0, body)))).isEqualTo("0");
  }

  @Test
  void export_toTheHttpPort_isTakenToo() {
    var client =
        com.linecorp.armeria.client.WebClient.of("h2c://127.0.0.1:" + receiver.receiver.httpPort());
    AggregatedHttpResponse response =
        client
            .prepare()
            .post(OtlpGrpcMethod.PATH)
            .content(
                com.linecorp.armeria.common.MediaType.parse("application/grpc"), frame(0, VALID))
            .execute()
            .aggregate()
            .join();
    assertThat(status(response)).isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource({
    "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export, metrics",
    "/opentelemetry.proto.collector.logs.v1.LogsService/Export, logs",
    "/opentelemetry.proto.collector.profiles.v1development.ProfilesService/Export, profiles"
  })
  void export_ofAnotherSignal_isUnimplementedAndSaysWhy(String path, String signal) {
    AggregatedHttpResponse response = sender.call(path, frame(0, VALID));
    assertThat(status(response)).isEqualTo("12");
    assertThat(message(response)).isEqualTo(signal + ": not stored, Clew takes traces only");
  }

  @Test
  void call_ofAnUnknownService_isUnimplemented() {
    AggregatedHttpResponse response = sender.call("/some.Service/Märchen", frame(0, VALID));
    assertThat(status(response)).isEqualTo("12");
    assertThat(message(response)).startsWith("path: /some.Service/M%");
  }

  @Test
  void export_ofWhatIsNotGrpc_isToldWhereHttpIs() {
    AggregatedHttpResponse response =
        sender.export(VALID, "content-type", "application/x-protobuf");
    assertThat(response.status().code()).isEqualTo(415);
    assertThat(response.contentUtf8()).contains("OTLP over HTTP is at /v1/traces");
  }

  @Test
  void healthCheck_isServing() {
    AggregatedHttpResponse response = sender.call(GrpcHealthService.PATH, frame(0, new byte[0]));
    assertThat(status(response)).isEqualTo("0");
    assertThat(response.content().array()).isEqualTo(frame(0, new byte[] {8, 1}));
  }

  private static byte[] encoded(String encoding) {
    return switch (encoding) {
      case "gzip" -> frame(1, HttpSender.gzip(VALID));
      case "zstd" -> frame(1, HttpSender.zstd(VALID));
      default -> frame(0, VALID);
    };
  }
}
