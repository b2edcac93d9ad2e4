// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.SessionProtocol;
import dev.clew.codec.otlp.OtlpLimits;
import dev.clew.model.Span;
import dev.clew.pipeline.IngestConfig;
import dev.clew.pipeline.SpanIngest;
import dev.clew.pipeline.ValidTimes;
import dev.clew.testkit.store.HeldTraceWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A receiver on free ports with everything in front of the store behind it. */
final class TestReceiver implements AutoCloseable {

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final HeldTraceWriter writer;
  final SpanIngest ingest;
  final OtlpReceiver receiver;

  private TestReceiver(
      HeldTraceWriter writer, IngestConfig ingestConfig, OtlpReceiverConfig config) {
    this.writer = writer;
    ingest = new SpanIngest(List.of(new ValidTimes()), meters, ingestConfig);
    receiver = new OtlpReceiver(ingest, meters, config);
  }

  /** Running, with a store that takes everything at once. */
  static TestReceiver passing() {
    return running(HeldTraceWriter.passing(), IngestConfig.defaults(), config());
  }

  /** Running, with a store that waits for the test. */
  static TestReceiver holding() {
    return running(HeldTraceWriter.holding(), IngestConfig.defaults(), config());
  }

  static TestReceiver running(
      HeldTraceWriter writer, IngestConfig ingestConfig, OtlpReceiverConfig config) {
    TestReceiver receiver = starting(writer, ingestConfig, config);
    receiver.ingest.start(writer);
    return receiver;
  }

  /** Listening, with no store yet. */
  static TestReceiver starting(
      HeldTraceWriter writer, IngestConfig ingestConfig, OtlpReceiverConfig config) {
    TestReceiver receiver = new TestReceiver(writer, ingestConfig, config);
    receiver.receiver.start();
    return receiver;
  }

  /** Free ports, messages up to 1 MiB, no time for a shutdown. */
  static OtlpReceiverConfig config() {
    return config(Duration.ofSeconds(30), List.of());
  }

  static OtlpReceiverConfig config(Duration requestTimeout, List<String> corsOrigins) {
    return new OtlpReceiverConfig(
        "127.0.0.1",
        0,
        0,
        1 << 20,
        requestTimeout,
        Duration.ofSeconds(30),
        1000,
        Duration.ofSeconds(5),
        corsOrigins,
        OtlpLimits.defaults());
  }

  URI httpUri(String path) {
    return URI.create("http://127.0.0.1:" + receiver.httpPort() + path);
  }

  URI grpcUri() {
    return URI.create("http://127.0.0.1:" + receiver.grpcPort());
  }

  /** A client that speaks HTTP/2 from the first byte, as gRPC does. */
  WebClient http2() {
    return WebClient.builder(SessionProtocol.H2C.uriText() + "://127.0.0.1:" + receiver.grpcPort())
        .factory(ClientFactory.ofDefault())
        .build();
  }

  List<Span> stored() {
    return writer.stored();
  }

  double counter(String name, String... tags) {
    return meters.get("clew.ingest." + name).tags(tags).counter().count();
  }

  @Override
  public void close() {
    var _ = ingest.stop();
    receiver.close();
  }
}
