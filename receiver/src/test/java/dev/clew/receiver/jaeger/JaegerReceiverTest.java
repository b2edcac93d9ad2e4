// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.jaeger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import com.twitter.zipkin.thriftjava.Annotation;
import com.twitter.zipkin.thriftjava.AnnotationType;
import com.twitter.zipkin.thriftjava.BinaryAnnotation;
import com.twitter.zipkin.thriftjava.Endpoint;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.pipeline.IngestConfig;
import dev.clew.pipeline.SpanIngest;
import dev.clew.pipeline.ValidTimes;
import dev.clew.receiver.grpc.GrpcFrame;
import dev.clew.receiver.http.RequestLimits;
import dev.clew.receiver.listen.ListenerConfig;
import dev.clew.receiver.udp.UdpConfig;
import dev.clew.testkit.store.HeldTraceWriter;
import io.jaegertracing.agent.thrift.Agent;
import io.jaegertracing.internal.JaegerTracer;
import io.jaegertracing.internal.reporters.RemoteReporter;
import io.jaegertracing.internal.samplers.ConstSampler;
import io.jaegertracing.spi.Sender;
import io.jaegertracing.thrift.internal.senders.HttpSender;
import io.jaegertracing.thrift.internal.senders.UdpSender;
import io.jaegertracing.thriftjava.Batch;
import io.jaegertracing.thriftjava.Process;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;
import org.apache.thrift.TException;
import org.apache.thrift.TSerializer;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.transport.TMemoryBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What senders of Jaeger's protocols send is stored, and what they are told is what they expect.
 */
class JaegerReceiverTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long NOW_NANOS = 1_700_000_001_000_000_000L;
  private static final int MESSAGE_BYTES_MAX = 1 << 20;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final HeldTraceWriter writer = HeldTraceWriter.passing();
  private final SpanIngest ingest =
      new SpanIngest(
          List.of(new ValidTimes()), meters, new IngestConfig(64 << 20, Duration.ofSeconds(2)));
  private final JaegerReceiver receiver =
      new JaegerReceiver(ingest, meters, config(1000), () -> NOW_NANOS);

  @BeforeEach
  void start() {
    receiver.start();
  }

  @AfterEach
  void close() {
    receiver.closePacketPorts();
    var _ = ingest.stop();
    writer.letPass();
    receiver.close();
  }

  @Test
  void jaegersClient_overUdp_bringsSpansWithTagsLogsAndParents() throws Exception {
    ingest.start(writer);
    trace(new UdpSender("127.0.0.1", receiver.compactPort().getAsInt(), 0));
    await().atMost(PATIENCE).until(() -> writer.stored().size() == 2);

    assertTraced();
  }

  @Test
  void jaegersClient_overHttp_bringsSpansWithTagsLogsAndParents() throws Exception {
    ingest.start(writer);
    trace(
        new HttpSender.Builder(
                "http://127.0.0.1:" + receiver.httpPort().getAsInt() + JaegerHttpProtocol.PATH)
            .build());

    assertThat(writer.stored()).hasSize(2); // it waits for its answers before it ends
    assertTraced();
  }

  /** Two spans by Jaeger's client, all of them sent when this returns. */
  private static void trace(Sender sender) {
    try (JaegerTracer tracer =
        new JaegerTracer.Builder("checkout")
            .withReporter(new RemoteReporter.Builder().withSender(sender).build())
            .withSampler(new ConstSampler(true))
            .withTag("region", "eu")
            .build()) {
      io.opentracing.Span parent = tracer.buildSpan("parent").start();
      tracer
          .buildSpan("child")
          .asChildOf(parent)
          .withTag("span.kind", "client")
          .withTag("count", 3)
          .start()
          .log("cache miss")
          .finish();
      parent.finish();
    }
  }

  private void assertTraced() {
    Span child = named("child");
    assertThat(child.parentSpanId()).isEqualTo(named("parent").spanId());
    assertThat(child.kind().label()).isEqualTo("client");
    assertThat(child.events()).extracting(Span.Event::name).containsExactly("cache miss");
    assertThat(child.attributes().entries()).extracting(Entry::key).contains("count", "span.kind");
    assertThat(child.resource().attributes().entries())
        .contains(
            new Entry("service.name", new StringValue("checkout")),
            new Entry("region", new StringValue("eu")))
        .extracting(Entry::key)
        .contains("host.name", "ip");
  }

  @Test
  void udp_ofWhatIsMalformedOrTooLarge_countsAndGoesOn() throws Exception {
    ingest.start(writer);
    send(receiver.binaryPort(), new byte[] {1, 2, 3});
    send(receiver.binaryPort(), new byte[10_001]);
    send(receiver.binaryPort(), agentMessage());

    await().atMost(PATIENCE).until(() -> writer.stored().size() == 1);
    await().atMost(PATIENCE).until(() -> dropped("malformed") == 1 && dropped("too_large") == 1);
  }

  @Test
  void oldestClients_overUdp_bringZipkinsSpans() throws Exception {
    ingest.start(writer);
    send(receiver.zipkinPort(), new byte[10_001]);
    send(receiver.zipkinPort(), agentMessage()); // which is for another port
    send(receiver.zipkinPort(), zipkinMessage());

    await().atMost(PATIENCE).until(() -> writer.stored().size() == 2);
    Span client = named("get /cart");
    assertThat(client.kind().label()).isEqualTo("client");
    assertThat(client.startNanos()).isEqualTo(1_700_000_000_000_000_000L);
    assertThat(client.endNanos() - client.startNanos()).isEqualTo(250_000_000);
    assertThat(client.attributes().entries())
        .contains(new Entry("http.path", new StringValue("/cart")));
    assertThat(client.resource().attributes().entries())
        .contains(new Entry("service.name", new StringValue("shop")));
    assertThat(named("untimed").startNanos()).isBetween(NOW_NANOS, NOW_NANOS + 999);
    await().atMost(PATIENCE).until(() -> dropped("malformed") == 1 && dropped("too_large") == 1);
  }

  @Test
  void udp_whileNothingIsStored_waitsInTheQueue_andDropsWhatItHasNoRoomFor() throws Exception {
    for (int i = 0; i < 1200; i++) {
      send(receiver.binaryPort(), agentMessage());
    }
    await().atMost(PATIENCE).until(() -> received() == 1200 || dropped("queue_full") > 0);
    ingest.start(writer);

    await().atMost(PATIENCE).until(() -> writer.stored().size() >= 1000);
    await()
        .atMost(PATIENCE)
        .until(() -> writer.stored().size() + dropped("queue_full") == received());
    assertThat(dropped("queue_full")).isGreaterThan(0);
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-thrift, identity, 202",
    "application/x-thrift; charset=utf-8, gzip, 202",
    "application/vnd.apache.thrift.binary, identity, 202",
    "application/json, identity, 400",
    "application/x-thrift, br, 415"
  })
  void http_answersAsTheCollectorDoes(String contentType, String encoding, int status)
      throws Exception {
    ingest.start(writer);
    byte[] body = encoding.equals("gzip") ? gzip(batch()) : batch();

    assertThat(post(contentType, encoding, body).status().code()).isEqualTo(status);
    assertThat(writer.stored()).hasSize(status == 202 ? 1 : 0);
  }

  @Test
  void http_ofAMalformedOrTooLargeBody_saysSo_andIsCounted() throws Exception {
    ingest.start(writer);
    assertThat(post("application/x-thrift", "identity", new byte[] {12}).status().code())
        .isEqualTo(400);
    assertThat(
            post("application/x-thrift", "identity", new byte[MESSAGE_BYTES_MAX + 1])
                .status()
                .code())
        .isEqualTo(413);
    assertThat(refused("malformed")).isEqualTo(1);
    assertThat(refused("too_large")).isEqualTo(1);
  }

  @Test
  void http_whileStarting_saysWhenToComeBack() throws Exception {
    AggregatedHttpResponse response = post("application/x-thrift", "identity", batch());

    assertThat(response.status().code()).isEqualTo(503);
    assertThat(response.headers().get("retry-after")).isEqualTo("2");
  }

  @Test
  void grpc_postSpans_storesAndAnswersEmpty() {
    ingest.start(writer);
    // PostSpansRequest{batch{spans{trace_id, span_id, operation_name}, process{service_name}}}
    byte[] span = {
      0x0a, 16, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0x12, 8, 0, 0, 0, 0, 0, 0, 0, 3,
      0x1a, 2, 'o', 'p'
    };
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    batch.writeBytes(new byte[] {0x0a, (byte) span.length});
    batch.writeBytes(span);
    batch.writeBytes(new byte[] {0x12, 5, 0x0a, 3, 's', 'v', 'c'});
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(new byte[] {0x0a, (byte) batch.size()});
    request.writeBytes(batch.toByteArray());

    AggregatedHttpResponse response = postSpans(request.toByteArray());

    assertThat(response.trailers().get("grpc-status")).isEqualTo("0");
    assertThat(response.content().array()).isEqualTo(new byte[5]);
    assertThat(writer.stored()).extracting(Span::name).containsExactly("op");

    assertThat(postSpans(new byte[] {0x0a, 9}).headers().get("grpc-status")).isEqualTo("3");
  }

  private static JaegerReceiverConfig config(int queuePackets) {
    OptionalInt free = OptionalInt.of(0);
    return new JaegerReceiverConfig(
        free,
        free,
        free,
        free,
        free,
        new UdpConfig(10_000, queuePackets, 4, 8 << 20),
        ListenerConfig.defaults(),
        new RequestLimits(MESSAGE_BYTES_MAX, RequestLimits.defaults().decode()));
  }

  private Span named(String name) {
    return writer.stored().stream()
        .filter(span -> span.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private AggregatedHttpResponse post(String contentType, String encoding, byte[] body) {
    RequestHeaders headers =
        RequestHeaders.builder(HttpMethod.POST, "/api/traces?format=jaeger.thrift")
            .set("content-type", contentType)
            .set("content-encoding", encoding)
            .build();
    return WebClient.of("h1c://127.0.0.1:" + receiver.httpPort().getAsInt())
        .execute(HttpRequest.of(headers, HttpData.wrap(body)))
        .aggregate()
        .join();
  }

  private AggregatedHttpResponse postSpans(byte[] message) {
    RequestHeaders headers =
        RequestHeaders.builder(HttpMethod.POST, JaegerGrpcMethod.PATH)
            .set("content-type", "application/grpc")
            .set("te", "trailers")
            .build();
    return WebClient.of("h2c://127.0.0.1:" + receiver.grpcPort().getAsInt())
        .execute(HttpRequest.of(headers, HttpData.wrap(GrpcFrame.wrap(message))))
        .aggregate()
        .join();
  }

  private static void send(OptionalInt port, byte[] bytes) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(
          new DatagramPacket(
              bytes, bytes.length, InetAddress.getLoopbackAddress(), port.getAsInt()));
    }
  }

  private static Batch oneSpan() {
    return new Batch(
        new Process("service"),
        List.of(
            new io.jaegertracing.thriftjava.Span(1, 0, 2, 0, "op", 1, 1_700_000_000_000_000L, 5)));
  }

  private static byte[] batch() throws TException {
    return new TSerializer(new TBinaryProtocol.Factory()).serialize(oneSpan());
  }

  private static byte[] agentMessage() throws TException {
    TMemoryBuffer buffer = new TMemoryBuffer(500);
    new Agent.Client(new TBinaryProtocol(buffer)).emitBatch(oneSpan());
    return Arrays.copyOf(buffer.getArray(), buffer.length());
  }

  /** {@code emitZipkinBatch}, compact: a call of a service, and a span without a time. */
  private static byte[] zipkinMessage() throws TException {
    Endpoint shop = new Endpoint(0x7f000001, (short) 8080, "shop");
    Annotation sent = new Annotation(1_700_000_000_000_000L, "cs");
    sent.setHost(shop);
    BinaryAnnotation path =
        new BinaryAnnotation(
            "http.path",
            ByteBuffer.wrap("/cart".getBytes(StandardCharsets.UTF_8)),
            AnnotationType.STRING);
    path.setHost(shop);
    com.twitter.zipkin.thriftjava.Span call =
        new com.twitter.zipkin.thriftjava.Span(1, "GET /cart", 2, List.of(sent), List.of(path));
    call.setTimestamp(1_700_000_000_000_000L);
    call.setDuration(250_000);
    com.twitter.zipkin.thriftjava.Span untimed =
        new com.twitter.zipkin.thriftjava.Span(1, "untimed", 3, List.of(), List.of(path));
    TMemoryBuffer buffer = new TMemoryBuffer(500);
    new Agent.Client(new TCompactProtocol(buffer)).emitZipkinBatch(List.of(call, untimed));
    return Arrays.copyOf(buffer.getArray(), buffer.length());
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private double received() {
    return sum("clew.receiver.udp.packets", "listener", "jaeger.udp.binary");
  }

  private double dropped(String reason) {
    return sum("clew.receiver.udp.packets.dropped", "reason", reason);
  }

  private double refused(String reason) {
    return sum("clew.ingest.requests.refused", "reason", reason);
  }

  private double sum(String name, String tag, String value) {
    return meters.find(name).tag(tag, value).counters().stream().mapToDouble(Counter::count).sum();
  }
}
