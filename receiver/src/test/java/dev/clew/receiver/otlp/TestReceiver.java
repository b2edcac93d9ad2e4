// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.SessionProtocol;
import dev.clew.codec.DecodeLimits;
import dev.clew.model.Span;
import dev.clew.pipeline.IngestConfig;
import dev.clew.pipeline.SpanIngest;
import dev.clew.pipeline.ValidTimes;
import dev.clew.receiver.http.RequestLimits;
import dev.clew.receiver.listen.ListenerConfig;
import dev.clew.testkit.store.HeldTraceWriter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A receiver on free ports with everything in front of the store behind it. */
final class TestReceiver implements AutoCloseable {

  static final int MESSAGE_BYTES_MAX = 1 << 20;

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final HeldTraceWriter writer;
  final SpanIngest ingest;
  final OtlpReceiver receiver;

  private TestReceiver(HeldTraceWriter writer, long queueBytesMax, OtlpReceiverConfig config) {
    this.writer = writer;
    ingest =
        new SpanIngest(
            List.of(new ValidTimes()),
            meters,
            new IngestConfig(queueBytesMax, Duration.ofMillis(1500)));
    receiver = new OtlpReceiver(ingest, meters, config);
  }

  /** Running, with a store that takes everything at once. */
  static TestReceiver passing() {
    return running(HeldTraceWriter.passing(), 64 << 20, config().build());
  }

  /** Running, with a store that waits for the test. */
  static TestReceiver holding() {
    return running(HeldTraceWriter.holding(), 64 << 20, config().build());
  }

  static TestReceiver running(
      HeldTraceWriter writer, long queueBytesMax, OtlpReceiverConfig config) {
    TestReceiver receiver = new TestReceiver(writer, queueBytesMax, config);
    receiver.receiver.start();
    receiver.ingest.start(writer);
    return receiver;
  }

  /** Listening, with no store yet. */
  static TestReceiver starting() {
    TestReceiver receiver = new TestReceiver(HeldTraceWriter.passing(), 64 << 20, config().build());
    receiver.receiver.start();
    return receiver;
  }

  /** Free ports, messages up to {@link #MESSAGE_BYTES_MAX}, patience. */
  static Config config() {
    return new Config();
  }

  /** A configuration in which a test says only what matters to it. */
  static final class Config {
    private Duration requestTimeout = Duration.ofSeconds(60);
    private Duration idleTimeout = Duration.ofSeconds(60);
    private int connectionsMax = 1000;
    private List<String> corsOrigins = List.of();
    private int httpPort;

    Config requestTimeout(Duration timeout) {
      requestTimeout = timeout;
      return this;
    }

    Config idleTimeout(Duration timeout) {
      idleTimeout = timeout;
      return this;
    }

    Config connectionsMax(int connections) {
      connectionsMax = connections;
      return this;
    }

    Config corsOrigins(String... origins) {
      corsOrigins = List.of(origins);
      return this;
    }

    Config httpPort(int port) {
      httpPort = port;
      return this;
    }

    OtlpReceiverConfig build() {
      return new OtlpReceiverConfig(
          0,
          httpPort,
          new ListenerConfig(
              "127.0.0.1", requestTimeout, idleTimeout, connectionsMax, Duration.ofSeconds(10)),
          new RequestLimits(MESSAGE_BYTES_MAX, DecodeLimits.defaults()),
          corsOrigins);
    }
  }

  URI httpUri(String path) {
    return URI.create("http://127.0.0.1:" + receiver.httpPort() + path);
  }

  URI grpcUri() {
    return URI.create("http://127.0.0.1:" + receiver.grpcPort());
  }

  /** A client that speaks HTTP/2 from the first byte, as gRPC does. */
  WebClient http2() {
    return WebClient.of(SessionProtocol.H2C.uriText() + "://127.0.0.1:" + receiver.grpcPort());
  }

  List<Span> stored() {
    return writer.stored();
  }

  /** Sums the counters of a name that carry these tags; zero if nothing was counted. */
  double counter(String name, String... tags) {
    return meters.find("clew.ingest." + name).tags(tags).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  @Override
  public void close() {
    var _ = ingest.stop();
    writer.letPass();
    receiver.close();
  }
}
