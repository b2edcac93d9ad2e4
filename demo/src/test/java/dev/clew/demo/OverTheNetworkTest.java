// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.demo.sim.FreePacer;
import dev.clew.demo.telemetry.OtlpExporters;
import dev.clew.demo.telemetry.OtlpTarget;
import dev.clew.demo.telemetry.Receiver;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The real exporters against a real socket. */
class OverTheNetworkTest {

  @Test
  void history_arrivesByBothProtocols() throws InterruptedException {
    try (Receiver receiver = new Receiver()) {
      DemoProgress progress = send(receiver, true);

      assertThat(receiver.spans()).hasSize((int) progress.spanCount()).hasSizeGreaterThan(3_000);
      assertThat(new HashSet<>(receiver.spans())).hasSameSizeAs(receiver.spans());
      assertThat(progress.spansSentCount()).isEqualTo(progress.spanCount());
      assertThat(receiver.encodings()).isNotEmpty().containsOnly("gzip");
      assertThat(receiver.requestCount()).isGreaterThan(receiver.encodings().size());
    }
  }

  @Test
  void noHttpEndpoint_everythingGoesByGrpc() throws InterruptedException {
    try (Receiver receiver = new Receiver()) {
      DemoProgress progress = send(receiver, false);

      assertThat(receiver.spans()).hasSize((int) progress.spanCount());
      assertThat(receiver.encodings()).isEmpty();
    }
  }

  @Test
  void receiverFull_nothingIsLostOrSentTwice() throws InterruptedException {
    try (Receiver receiver = new Receiver()) {
      receiver.refuseNext(12);
      DemoProgress progress = send(receiver, true);

      assertThat(receiver.spans()).hasSize((int) progress.spanCount()).doesNotHaveDuplicates();
      assertThat(progress.spansRefusedCount()).isZero();
    }
  }

  @Test
  void receiverSaysNo_spansAreCountedAsRefused_withTheReason() throws InterruptedException {
    try (Receiver receiver = new Receiver()) {
      receiver.rejectAll();
      DemoProgress progress = send(receiver, false);

      assertThat(progress.spansSentCount()).isZero();
      assertThat(progress.spansRefusedCount()).isEqualTo(progress.spanCount()).isPositive();
      assertThat(progress.lastProblem()).startsWith("gRPC status INVALID_ARGUMENT");
    }
  }

  @Test
  void close_receiverAway_endsSoon() throws InterruptedException {
    OtlpTarget nobody = new OtlpTarget(URI.create("http://127.0.0.1:1"), Optional.empty());
    DemoConfig config = new DemoConfig(nobody, 50, Duration.ofHours(1), Optional.empty(), 6);
    Demo demo = Demo.create(config, InstantSource.fixed(Recording.ORIGIN));
    demo.start();
    while (demo.progress().failedAttemptCount() == 0) {
      assertThat(demo.await(Duration.ofMillis(20))).isFalse();
    }
    demo.close();

    assertThat(demo.await(Duration.ZERO)).isTrue();
    assertThat(demo.progress().spanCount()).isPositive();
    assertThat(demo.progress().spansSentCount()).isZero();
    assertThat(demo.progress().spansRefusedCount()).isEqualTo(demo.progress().spanCount());
  }

  private static DemoProgress send(Receiver receiver, boolean httpToo) throws InterruptedException {
    OtlpTarget target =
        new OtlpTarget(
            receiver.address(), httpToo ? Optional.of(receiver.address()) : Optional.empty());
    DemoConfig config =
        new DemoConfig(target, 5, Duration.ofMinutes(1), Optional.of(Duration.ZERO), 6);
    try (Demo demo =
        new Demo(config, Recording.ORIGIN, FreePacer.unbounded(), new OtlpExporters(target))) {
      demo.start();
      assertThat(demo.await(Duration.ofMinutes(2))).isTrue();
      return demo.progress();
    }
  }
}
