// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.pipeline.IngestConfig;
import dev.clew.pipeline.SpanIngest;
import dev.clew.testkit.store.HeldTraceWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpReceiverTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SpanIngest ingest = new SpanIngest(List.of(), meters, IngestConfig.defaults());

  @Test
  void start_opensBothPorts_andCloseClosesThem() throws Exception {
    OtlpReceiver receiver = new OtlpReceiver(ingest, meters, TestReceiver.config().build());
    assertThat(receiver.isListening()).isFalse();

    receiver.start();

    assertThat(receiver.isListening()).isTrue();
    int grpcPort = receiver.grpcPort();
    int httpPort = receiver.httpPort();
    assertThat(accepts(grpcPort)).isTrue();
    assertThat(accepts(httpPort)).isTrue();
    receiver.close();
    receiver.close();
    assertThat(receiver.isListening()).isFalse();
    assertThat(accepts(grpcPort)).isFalse();
    assertThat(accepts(httpPort)).isFalse();
  }

  @Test
  void close_beforeStart_doesNothing() {
    new OtlpReceiver(ingest, meters, TestReceiver.config().build()).close();
  }

  @Test
  void start_onAPortInUse_namesIt_andLeavesNoPortOpen() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      OtlpReceiver receiver =
          new OtlpReceiver(ingest, meters, TestReceiver.config().httpPort(port).build());

      assertThatThrownBy(receiver::start)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("otlp.http.port " + port + ": ")
          .hasMessageContaining("Address already in use");

      assertThat(receiver.isListening()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example, https://shop.example, true",
    "https://shop.example, https://other.example, false",
    "*, https://other.example, true",
    ", https://shop.example, false"
  })
  void corsPreflight_isAnsweredForAllowedOrigins(String allowed, String origin, boolean expected)
      throws Exception {
    TestReceiver.Config config = TestReceiver.config();
    if (allowed != null) {
      config.corsOrigins(allowed);
    }
    try (TestReceiver receiver =
            TestReceiver.running(HeldTraceWriter.passing(), 64 << 20, config.build());
        HttpClient client = HttpClient.newHttpClient()) {
      var response =
          client.send(
              HttpRequest.newBuilder(receiver.httpUri("/v1/traces"))
                  .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                  .header("Origin", origin)
                  .header("Access-Control-Request-Method", "POST")
                  .header("Access-Control-Request-Headers", "content-type")
                  .build(),
              BodyHandlers.discarding());
      assertThat(response.headers().firstValue("access-control-allow-origin").isPresent())
          .isEqualTo(expected);
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }
}
