// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.codec.DecodeLimits;
import dev.clew.codec.otlp.OtlpJsonReader;
import dev.clew.codec.otlp.OtlpJsonWriter;
import dev.clew.codec.otlp.OtlpProtoWriter;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.TraceId;
import dev.clew.pipeline.IngestConfig;
import dev.clew.pipeline.SpanIngest;
import dev.clew.query.http.QueryConfig;
import dev.clew.query.http.QueryRunner;
import dev.clew.query.jaeger.JaegerApi;
import dev.clew.query.jaeger.TraceSource;
import dev.clew.query.jaeger.v3.JaegerV3Api;
import dev.clew.receiver.otlp.OtlpReceiver;
import dev.clew.receiver.otlp.OtlpReceiverConfig;
import dev.clew.store.segment.SegmentStore;
import dev.clew.store.segment.SegmentStoreConfig;
import dev.clew.store.segment.StorePlatform;
import dev.clew.store.segment.disk.RealDisk;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Spans;
import dev.clew.testkit.store.CanonicalSpan;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Spans over the network into the segment store, and out by both generations of Jaeger's API: what
 * comes out is what went in.
 */
class OtlpToJaegerTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path directory;
  private static final ExecutorService QUERY_THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private static OtlpReceiver receiver;
  private static SegmentStore store;
  private static Server queryServer;
  private static URI otlpHttp;
  private static URI query;

  @BeforeAll
  static void start() {
    MeterRegistry meters = new SimpleMeterRegistry();
    store =
        SegmentStore.open(
            directory,
            new StorePlatform(
                new RealDisk(),
                System::nanoTime,
                () -> RandomSpans.BASE_NANOS,
                new SplittableRandom(1),
                meters),
            SegmentStoreConfig.defaults());
    SpanIngest ingest = new SpanIngest(List.of(), meters, IngestConfig.defaults());
    ingest.start(store.writer());
    receiver = new OtlpReceiver(ingest, meters, onFreePorts(OtlpReceiverConfig.defaults()));
    receiver.start();
    TraceSource traces = new TraceSource(store.reader());
    QueryRunner runner =
        new QueryRunner(QueryConfig.defaults(), QUERY_THREADS, System::nanoTime, meters);
    ServerBuilder builder =
        Server.builder().http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    new JaegerApi(traces, store.admin(), runner, InstantSource.system()).addTo(builder, "");
    new JaegerV3Api(traces, runner).addTo(builder, "");
    queryServer = builder.build();
    queryServer.start().join();
    otlpHttp = URI.create("http://127.0.0.1:" + receiver.httpPort());
    query = URI.create("http://127.0.0.1:" + queryServer.activeLocalPort());
  }

  @AfterAll
  static void stop() {
    CLIENT.shutdownNow();
    receiver.close();
    queryServer.stop().join();
    store.close();
    QUERY_THREADS.shutdownNow();
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-protobuf, identity, 1",
    "application/x-protobuf, gzip, 2",
    "application/json, identity, 3",
    "application/json, gzip, 4"
  })
  void spans_ofEveryKind_comeOutAsTheyWentIn(String contentType, String coding, long seed)
      throws Exception {
    List<Span> spans = CanonicalSpan.of(new RandomSpans(seed).spans(300));
    SpanBatch batch = Spans.batch(spans);
    boolean isJson = contentType.equals("application/json");
    byte[] otlpJson = new OtlpJsonWriter().write(batch);
    byte[] payload = isJson ? otlpJson : new OtlpProtoWriter().write(batch);

    assertThat(
            send(
                    "/v1/traces",
                    otlpHttp,
                    coding.equals("gzip") ? gzip(payload) : payload,
                    "content-type",
                    contentType,
                    "content-encoding",
                    coding)
                .statusCode())
        .isEqualTo(200);

    Map<TraceId, List<Span>> traces = spans.stream().collect(groupingBy(Span::traceId));
    JsonNode transformed =
        json(send("/api/transform", query, otlpJson, "accept", "application/json"));
    for (TraceId id : traces.keySet()) {
      assertThat(v3Trace(id)).containsExactlyInAnyOrderElementsOf(traces.get(id));
    }
    for (JsonNode expected : transformed.get("data")) {
      JsonNode actual = json(get("/api/traces/" + expected.get("traceID").asString()));
      assertThat(spansById(actual.at("/data/0"))).isEqualTo(spansById(expected));
    }
  }

  private static List<Span> v3Trace(TraceId id) throws Exception {
    JsonNode result = json(get("/api/v3/traces/" + id.toHex())).get("result");
    byte[] otlp = result.toString().getBytes(StandardCharsets.UTF_8);
    SpanBatchBuilder builder = new SpanBatchBuilder();
    new OtlpJsonReader(DecodeLimits.defaults()).read(otlp, 0, otlp.length, builder);
    return CanonicalSpan.of(Spans.list(builder.build()));
  }

  /** Spans by id, each with its process in place of the process's name, and tags as a set. */
  private static Map<String, Object> spansById(JsonNode trace) {
    return trace
        .get("spans")
        .valueStream()
        .collect(
            toMap(
                span -> span.get("spanID").asString(),
                span ->
                    Map.of(
                        "operation", span.get("operationName"),
                        "references", span.get("references"),
                        "times", span.get("startTime") + "+" + span.get("duration"),
                        "tags", sorted(span.get("tags")),
                        "logs", span.get("logs").valueStream().map(OtlpToJaegerTest::log).toList(),
                        "process", process(trace, span))));
  }

  private static Object log(JsonNode log) {
    return Map.of("timestamp", log.get("timestamp"), "fields", sorted(log.get("fields")));
  }

  private static Object process(JsonNode trace, JsonNode span) {
    JsonNode process = trace.get("processes").get(span.get("processID").asString());
    return Map.of("service", process.get("serviceName"), "tags", sorted(process.get("tags")));
  }

  private static List<String> sorted(JsonNode list) {
    return list.valueStream().map(JsonNode::toString).sorted().toList();
  }

  private static JsonNode json(HttpResponse<byte[]> response) {
    assertThat(response.statusCode())
        .describedAs(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return MAPPER.readTree(response.body());
  }

  private static HttpResponse<byte[]> get(String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(query.resolve(path)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static HttpResponse<byte[]> send(String path, URI to, byte[] body, String... headers)
      throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(to.resolve(path))
            .headers(headers)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static OtlpReceiverConfig onFreePorts(OtlpReceiverConfig config) {
    return new OtlpReceiverConfig(0, 0, config.listener(), config.limits(), config.corsOrigins());
  }
}
