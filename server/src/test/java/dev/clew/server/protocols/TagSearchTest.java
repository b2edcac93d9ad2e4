// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.Timestamp;
import com.linecorp.armeria.client.grpc.GrpcClients;
import dev.clew.proto.jaeger.api_v3.FindTracesRequest;
import dev.clew.proto.jaeger.api_v3.QueryServiceGrpc.QueryServiceBlockingStub;
import dev.clew.proto.jaeger.api_v3.TraceQueryParameters;
import dev.clew.proto.jaeger.storage.AnyValue;
import dev.clew.proto.jaeger.storage.FindTraceIDsRequest;
import dev.clew.proto.jaeger.storage.KeyValue;
import dev.clew.proto.jaeger.storage.TraceReaderGrpc.TraceReaderBlockingStub;
import dev.clew.server.assembly.Endpoints;
import dev.clew.server.assembly.TestServer;
import io.jaegertracing.thriftjava.Batch;
import io.jaegertracing.thriftjava.Process;
import io.jaegertracing.thriftjava.Span;
import io.jaegertracing.thriftjava.Tag;
import io.jaegertracing.thriftjava.TagType;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.thrift.TSerializer;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zipkin2.codec.SpanBytesDecoder;

/**
 * Tags that a Jaeger client sends and that are something else inside: every API finds them as they
 * were sent and as it shows them.
 */
@NullUnmarked // the server is started once for all
class TagSearchTest {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final long MICROS = SentTrace.SECOND_MICROS;
  private static final int ADDRESS = 0x0a0000ff; // 10.0.0.255
  private static final int PEER_ADDRESS = 0xc0a80001; // 192.168.0.1, a negative number
  private static final Timestamp START = time(MICROS / 1_000_000 - 1);
  private static final Timestamp END = time(MICROS / 1_000_000 + 1);

  private static TestServer server;
  private static HttpClient http;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    server = TestServer.start(directory);
    http = HttpClient.newHttpClient();
    Span span = new Span(1, 0, 1, 0, "get", 1, MICROS, 1_000);
    span.addToTags(new Tag("peer.ipv4", TagType.LONG).setVLong(PEER_ADDRESS));
    Process process = new Process("shop");
    process.addToTags(text("hostname", "node-1"));
    process.addToTags(text("jaeger.version", "Java-1.8.1"));
    process.addToTags(new Tag("ip", TagType.LONG).setVLong(ADDRESS));
    byte[] body =
        new TSerializer(new TBinaryProtocol.Factory()).serialize(new Batch(process, List.of(span)));
    URI collector =
        URI.create("http://127.0.0.1:" + endpoints().jaeger().http().orElseThrow() + "/api/traces");
    int status =
        http.send(
                HttpRequest.newBuilder(collector)
                    .header("content-type", "application/x-thrift")
                    .POST(BodyPublishers.ofByteArray(body))
                    .build(),
                BodyHandlers.discarding())
            .statusCode();
    assertThat(status).isEqualTo(202);
  }

  @AfterAll
  static void stop() {
    http.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "hostname, node-1, 1",
    "hostname, node-2, 0",
    "host.name, node-1, 1",
    "jaeger.version, Java-1.8.1, 1",
    "jaeger.version, Java-1, 0",
    "ip, 10.0.0.255, 1",
    "ip, 10.0.0.254, 0",
    "peer.ipv4, 192.168.0.1, 1",
    "peer.ipv4, 192.168.0.2, 0"
  })
  void searchByATag_findsWhatWasSent(String key, String value, int count) throws Exception {
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("legacy", legacy(key, value));
    counts.put("v3", v3("traces", key, value).at("/result/resourceSpans").size());
    counts.put("v3 summaries", v3("trace-summaries", key, value).path("summaries").size());
    counts.put("gRPC v2", grpcV2(key, value));
    counts.put("gRPC v3", grpcV3(key, value));
    counts.put("storage", storage(key, value));

    assertThat(counts.values()).as("%s", counts).containsOnly(count);
  }

  /** Zipkin's clients never see Jaeger's names; they find what they see. */
  @Test
  void zipkin_findsEachTagThatItShows() throws Exception {
    byte[] trace = get(endpoints().zipkin() + "/api/v2/trace/1");
    Map<String, String> tags = SpanBytesDecoder.JSON_V2.decodeList(trace).getFirst().tags();

    assertThat(tags)
        .containsEntry("host.name", "node-1")
        .containsKeys("ip", "peer.ipv4", "opencensus.exporterversion")
        .doesNotContainKey("hostname");
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      assertThat(zipkin(tag.getKey() + "=" + tag.getValue())).as("%s", tag).isEqualTo(1);
      assertThat(zipkin(tag.getKey() + "=other")).as("%s", tag).isZero();
    }
  }

  private static int legacy(String key, String value) throws Exception {
    String tags = encoded("{\"%s\":\"%s\"}".formatted(key, value));
    JsonNode answer =
        MAPPER.readTree(
            get(
                endpoints().query()
                    + "/api/traces?service=shop&start=%s&end=%s&tags=%s"
                        .formatted(MICROS - 1, MICROS + 1, tags)));
    return answer.get("data").size();
  }

  /** An answer, or nothing where there is nothing. */
  private static JsonNode v3(String route, String key, String value) throws Exception {
    String query =
        "?query.startTimeMin=2025-12-31T23:59:59Z&query.startTimeMax=2026-01-01T00:00:01Z"
            + "&query.attributes="
            + encoded("{\"%s\":\"%s\"}".formatted(key, value));
    return MAPPER.readTree(
        http.send(
                HttpRequest.newBuilder(URI.create(endpoints().query() + "/api/v3/" + route + query))
                    .build(),
                BodyHandlers.ofByteArray())
            .body());
  }

  private static int grpcV2(String key, String value) {
    var query =
        dev.clew.proto.jaeger.api_v2.TraceQueryParameters.newBuilder()
            .setServiceName("shop")
            .putTags(key, value)
            .setStartTimeMin(START)
            .setStartTimeMax(END);
    var client =
        client(
            endpoints().queryGrpc(),
            dev.clew.proto.jaeger.api_v2.QueryServiceGrpc.QueryServiceBlockingStub.class);
    return ImmutableList.copyOf(
            client.findTraces(
                dev.clew.proto.jaeger.api_v2.FindTracesRequest.newBuilder()
                    .setQuery(query)
                    .build()))
        .size();
  }

  private static int grpcV3(String key, String value) {
    TraceQueryParameters.Builder query =
        TraceQueryParameters.newBuilder()
            .putAttributes(key, value)
            .setStartTimeMin(START)
            .setStartTimeMax(END);
    List<TracesData> answer =
        ImmutableList.copyOf(
            client(endpoints().queryGrpc(), QueryServiceBlockingStub.class)
                .findTraces(FindTracesRequest.newBuilder().setQuery(query).build()));
    return answer.size();
  }

  private static int storage(String key, String value) {
    var query =
        dev.clew.proto.jaeger.storage.TraceQueryParameters.newBuilder()
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey(key)
                    .setValue(AnyValue.newBuilder().setStringValue(value)))
            .setStartTimeMin(START)
            .setStartTimeMax(END);
    return client(endpoints().jaegerStorage(), TraceReaderBlockingStub.class)
        .findTraceIDs(FindTraceIDsRequest.newBuilder().setQuery(query).build())
        .getTraceIdsCount();
  }

  private static int zipkin(String annotationQuery) throws Exception {
    String query =
        "?endTs=%s&lookback=1000&annotationQuery=%s"
            .formatted(MICROS / 1000 + 500, encoded(annotationQuery));
    return MAPPER.readTree(get(endpoints().zipkin() + "/api/v2/traces" + query)).size();
  }

  private static <T> T client(URI to, Class<T> stub) {
    return GrpcClients.builder("gproto+" + to).responseTimeoutMillis(120_000).build(stub);
  }

  private static byte[] get(String uri) throws Exception {
    var answer =
        http.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(uri).isEqualTo(200);
    return answer.body();
  }

  private static Endpoints endpoints() {
    return server.endpoints();
  }

  private static Tag text(String key, String value) {
    return new Tag(key, TagType.STRING).setVStr(value);
  }

  private static Timestamp time(long seconds) {
    return Timestamp.newBuilder().setSeconds(seconds).build();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
