// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.rehearsal;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.otlp.OtlpJsonReader;
import dev.clew.codec.otlp.OtlpProtoWriter;
import dev.clew.demo.Demo;
import dev.clew.demo.DemoConfig;
import dev.clew.demo.telemetry.OtlpTarget;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.server.assembly.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a running server what a server lives on: the demo's spans over OTLP as the SDK sends them,
 * the same traces again and again as fast as they are taken, and the questions of the web UI and of
 * the Jaeger and Zipkin APIs. Everything goes over the network.
 *
 * <p>It measures nothing and proves nothing. Java watches, and {@code ./clew} keeps what it has
 * learned (ADR 0009).
 */
public final class Rehearsal {

  private static final int SENDERS = 2;
  private static final int TRACES_RECORDED = 400;
  private static final int TRACES_PER_SERVICE = 60;
  private static final int REPORT_ROUNDS = 3;

  /**
   * How much of everything.
   *
   * @param history of the demo, which is sent first
   * @param spansReplayed how many spans are sent after that over OTLP
   * @param zipkinSpansReplayed and how many in Zipkin's JSON
   * @param queryRounds how often everything is asked
   */
  public record Effort(
      Duration history, int spansReplayed, int zipkinSpansReplayed, int queryRounds) {

    /** Enough for Java to tell what runs often. */
    public static Effort full() {
      return new Effort(Duration.ofMinutes(10), 350_000, 100_000, 150);
    }
  }

  private final Endpoints endpoints;
  private final Effort effort;
  private final JsonMapper mapper = new JsonMapper();
  private final SplittableRandom random = new SplittableRandom(1);

  /** A rehearsal with the server that listens there. */
  public Rehearsal(Endpoints endpoints, Effort effort) {
    this.endpoints = endpoints;
    this.effort = effort;
  }

  /**
   * Runs to its end, which takes some twenty seconds in full.
   *
   * @throws IOException if the server does not do as it should
   */
  public void run() throws Exception {
    sendDemo();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      List<String> services = texts(get(client, "/api/services"), "");
      List<RecordedTrace> traces = record(client, services);
      replay(
          client,
          endpoints.otlpHttp().resolve("/v1/traces"),
          ReplayFormat.OTLP_PROTOBUF,
          traces,
          effort.spansReplayed());
      replay(
          client,
          endpoints.zipkin().resolve("/api/v2/spans"),
          ReplayFormat.ZIPKIN_JSON,
          recordZipkin(client, traces),
          effort.zipkinSpansReplayed());
      ask(client, services, traces);
    }
  }

  private void sendDemo() throws InterruptedException {
    DemoConfig defaults = DemoConfig.defaults();
    DemoConfig config =
        new DemoConfig(
            new OtlpTarget(endpoints.otlpGrpc(), Optional.of(endpoints.otlpHttp())),
            defaults.requestsPerSecond(),
            effort.history(),
            Optional.of(Duration.ZERO),
            defaults.seed());
    try (Demo demo = Demo.create(config, InstantSource.system())) {
      demo.start();
      while (!demo.await(Duration.ofSeconds(1))) {}
    }
  }

  private List<RecordedTrace> record(HttpClient client, List<String> services) throws Exception {
    Set<String> ids = new LinkedHashSet<>();
    for (String service : services) {
      ids.addAll(texts(get(client, search(service, "limit=" + TRACES_PER_SERVICE)), "traceID"));
    }
    List<RecordedTrace> traces = new ArrayList<>();
    OtlpJsonReader reader = new OtlpJsonReader(DecodeLimits.defaults());
    OtlpProtoWriter writer = new OtlpProtoWriter();
    for (String id : ids.stream().limit(TRACES_RECORDED).toList()) {
      byte[] json =
          mapper.writeValueAsBytes(
              mapper.readTree(get(client, "/api/v3/traces/" + id)).path("result"));
      SpanBatchBuilder builder = new SpanBatchBuilder();
      reader.read(json, 0, json.length, builder);
      traces.add(new RecordedTrace(id, ReplayFormat.OTLP_PROTOBUF, writer.write(builder.build())));
    }
    if (traces.isEmpty()) {
      throw new IOException("rehearsal: no trace of " + services + " was found again");
    }
    return traces;
  }

  private List<RecordedTrace> recordZipkin(HttpClient client, List<RecordedTrace> traces)
      throws IOException, InterruptedException {
    List<RecordedTrace> recorded = new ArrayList<>();
    for (RecordedTrace trace : traces) {
      byte[] json = get(client, endpoints.zipkin().resolve("/api/v2/trace/" + trace.id()));
      recorded.add(new RecordedTrace(trace.id(), ReplayFormat.ZIPKIN_JSON, json));
    }
    return recorded;
  }

  private void replay(
      HttpClient client, URI uri, ReplayFormat format, List<RecordedTrace> traces, int spanCount)
      throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
      List<Replay> replays = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        replays.add(new Replay(client, uri, format, traces, spanCount / SENDERS, random.split()));
      }
      for (Future<Void> replay : threads.invokeAll(replays)) {
        replay.get();
      }
    }
  }

  private void ask(HttpClient client, List<String> services, List<RecordedTrace> traces)
      throws Exception {
    for (int round = 0; round < effort.queryRounds(); round++) {
      String service = services.get(round % services.size());
      String id = traces.get(round % traces.size()).id();
      for (String path :
          List.of(
              "/api/services",
              "/api/services/" + encode(service) + "/operations",
              search(service, "limit=20"),
              search(service, "limit=20&minDuration=20ms"),
              search(service, "limit=20&tags=" + encode("{\"error\":\"true\"}")),
              "/api/traces/" + id,
              "/api/traces/" + HexFormat.of().toHexDigits(random.nextLong()),
              "/api/v3/traces/" + id)) {
        get(client, path);
      }
      get(client, endpoints.zipkin().resolve("/api/v2/traces?serviceName=" + encode(service)));
    }
    for (int round = 0; round < REPORT_ROUNDS; round++) {
      get(client, "/api/clew/v1/analysis/report");
      get(client, "/");
      get(client, endpoints.admin().resolve("/metrics"));
    }
  }

  private static String search(String service, String parameters) {
    return "/api/traces?service=" + encode(service) + "&lookback=1h&" + parameters;
  }

  private byte[] get(HttpClient client, String path) throws IOException, InterruptedException {
    return get(client, endpoints.query().resolve(path));
  }

  /** The answer, whatever its status: the question for an unknown trace is one of them. */
  private static byte[] get(HttpClient client, URI uri) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
    if (response.statusCode() >= 500) {
      throw new IOException(uri + ": answered with status " + response.statusCode());
    }
    return response.body();
  }

  /** The members of {@code data}, or of each of them the text of one field. */
  private List<String> texts(byte[] json, String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : mapper.readTree(json).path("data")) {
      texts.add((field.isEmpty() ? each : each.path(field)).asString());
    }
    return texts;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
