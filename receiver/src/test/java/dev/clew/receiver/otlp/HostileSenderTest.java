// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clew.codec.otlp.OtlpJsonWriter;
import dev.clew.codec.otlp.OtlpProtoWriter;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.store.HeldTraceWriter;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Senders that are slow, many, broken or mean do not keep others from being served. */
class HostileSenderTest {

  private static final byte[] VALID = new OtlpProtoWriter().write(new RandomSpans(4).batch(20));
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void bodyThatNeverEnds_isCutOffWithAnAnswer_andGivesItsRoomBack() throws Exception {
    try (TestReceiver receiver =
            running(TestReceiver.config().requestTimeout(Duration.ofMillis(400)));
        Socket slow = connect(receiver)) {
      send(slow, head("content-length: 1000") + "only this much");

      assertThat(answer(slow))
          .startsWith("HTTP/1.1 408 ")
          .contains("request: not received in time");
      assertStillServing(receiver);
      assertThat(receiver.counter("requests.refused", "reason", "too_slow")).isEqualTo(1);
      assertThat(receiver.ingest.bytesInFlight()).isZero();
    }
  }

  @Test
  void headersThatNeverEnd_areCutOff() throws Exception {
    try (TestReceiver receiver =
            running(TestReceiver.config().idleTimeout(Duration.ofMillis(400)));
        Socket slow = connect(receiver)) {
      send(slow, "POST /v1/traces HTTP/1.1\r\nhost: x\r\nx-slow: ");
      assertThat(answer(slow)).isEmpty();
      assertStillServing(receiver);
    }
  }

  @Test
  void manySlowSenders_doNotKeepOthersWaiting() throws Exception {
    try (TestReceiver receiver = running(TestReceiver.config())) {
      List<Socket> slow = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Socket socket = connect(receiver);
        send(socket, head("content-length: 100000") + "{");
        slow.add(socket);
      }
      assertStillServing(receiver);
      for (Socket socket : slow) {
        socket.close();
      }
      await().atMost(PATIENCE).until(() -> receiver.ingest.requestsInFlight() == 0);
      assertThat(receiver.ingest.bytesInFlight()).isZero();
    }
  }

  @Test
  void connectionsBeyondTheLimit_areClosed_untilOthersGo() throws Exception {
    try (TestReceiver receiver = running(TestReceiver.config().connectionsMax(1))) {
      try (Socket first = connect(receiver)) {
        send(first, head("content-length: 5"));
        await().atMost(PATIENCE).until(() -> connections(receiver) == 1);
        try (Socket second = connect(receiver)) {
          assertThat(answer(second)).isEmpty();
        }
      }
      await().atMost(PATIENCE).until(() -> connections(receiver) == 0);
      assertStillServing(receiver);
    }
  }

  @Test
  void manyConnectionsAtOnce_areAllServed() throws Exception {
    try (TestReceiver receiver = running(TestReceiver.config());
        HttpSender sender = new HttpSender(receiver)) {
      List<CompletableFuture<HttpResponse<Void>>> responses =
          IntStream.range(0, 300)
              .mapToObj(_ ->
                  sender
                      .client()
                      .sendAsync(
                          sender
                              .request(HttpSender.PROTOBUF)
                              .POST(BodyPublishers.ofByteArray(VALID))
                              .build(),
                          BodyHandlers.discarding()))
              .toList();
      for (CompletableFuture<HttpResponse<Void>> response : responses) {
        assertThat(response.get().statusCode()).isEqualTo(200);
      }
      assertThat(receiver.stored()).hasSize(300 * 20);
    }
  }

  @Test
  void connectionsThatBreak_giveTheirRoomBack() throws Exception {
    try (TestReceiver receiver = running(TestReceiver.config())) {
      for (int i = 0; i < 50; i++) {
        try (Socket socket = connect(receiver)) {
          send(socket, head("content-length: 100000") + "x".repeat(i * 1000));
        }
      }
      await().atMost(PATIENCE).until(() -> receiver.ingest.requestsInFlight() == 0);
      assertThat(receiver.ingest.bytesInFlight()).isZero();
      assertThat(receiver.stored()).isEmpty();
      assertStillServing(receiver);
    }
  }

  @Test
  void damagedRequests_areRefusedOrTaken_andNothingElse() throws Exception {
    byte[] json = new OtlpJsonWriter().write(new RandomSpans(4).batch(5));
    try (TestReceiver receiver = running(TestReceiver.config());
        HttpSender sender = new HttpSender(receiver)) {
      Seeds.check(
          200,
          random -> {
            assertThat(sender.post(HttpSender.PROTOBUF, damaged(VALID, random)).statusCode())
                .isIn(200, 400);
            assertThat(sender.post(HttpSender.JSON, damaged(json, random)).statusCode())
                .isIn(200, 400);
            byte[] gzip = damaged(HttpSender.gzip(VALID), random);
            assertThat(sender.post(HttpSender.PROTOBUF, "gzip", gzip).statusCode()).isIn(200, 400);
            byte[] zstd = damaged(HttpSender.zstd(VALID), random);
            assertThat(sender.post(HttpSender.PROTOBUF, "zstd", zstd).statusCode())
                .isIn(200, 400, 413);
          });
      assertThat(receiver.ingest.bytesInFlight()).isZero();
      assertThat(receiver.ingest.requestsInFlight()).isZero();
    }
  }

  @Test
  void noiseOnTheWire_doesNotStopTheListener() throws Exception {
    try (TestReceiver receiver = running(TestReceiver.config())) {
      Seeds.check(
          50,
          random -> {
            byte[] noise = new byte[random.nextInt(1, 4000)];
            random.nextBytes(noise);
            for (int port : List.of(receiver.receiver.grpcPort(), receiver.receiver.httpPort())) {
              try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(noise);
                socket.shutdownOutput();
                answer(socket);
              } catch (SocketException _) {
                // the server had enough before we had written it all
              }
            }
          });
      assertStillServing(receiver);
    }
  }

  private static TestReceiver running(TestReceiver.Config config) {
    return TestReceiver.running(HeldTraceWriter.passing(), 64 << 20, config.build());
  }

  private static void assertStillServing(TestReceiver receiver) throws Exception {
    try (HttpSender sender = new HttpSender(receiver)) {
      assertThat(sender.post(HttpSender.PROTOBUF, VALID).statusCode()).isEqualTo(200);
    }
  }

  private static double connections(TestReceiver receiver) {
    return receiver
        .meters
        .get("clew.receiver.connections")
        .tag("listener", "otlp.http")
        .gauge()
        .value();
  }

  private static byte[] damaged(byte[] body, RandomGenerator random) {
    byte[] damaged = body.clone();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    return random.nextBoolean() ? damaged : Arrays.copyOf(damaged, random.nextInt(damaged.length));
  }

  private static Socket connect(TestReceiver receiver) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), receiver.receiver.httpPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  private static String head(String header) {
    return "POST /v1/traces HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
        + header
        + "\r\n\r\n";
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** What comes until the connection ends or breaks, or until an answer is complete. */
  private static String answer(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    InputStream in = socket.getInputStream();
    try {
      for (int each = in.read(); each >= 0; each = in.read()) {
        answer.append((char) each);
        if (each == '}') {
          break; // the end of a status in JSON
        }
      }
    } catch (SocketException _) {
      return answer.toString(); // reset by the server
    }
    return answer.toString();
  }
}
