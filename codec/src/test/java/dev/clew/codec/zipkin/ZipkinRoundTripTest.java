// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.codec.MalformedPayloadException;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import zipkin2.Span;
import zipkin2.codec.SpanBytesDecoder;
import zipkin2.codec.SpanBytesEncoder;

/** What Zipkin's own encoders send comes out as Zipkin's own decoders understand it. */
class ZipkinRoundTripTest {

  private static final int ROUNDS = 500;

  @Test
  void jsonV2_comesBackAsSent() {
    Seeds.check(
        ROUNDS,
        random -> {
          List<Span> sent = new RandomZipkinSpans(random).list();
          byte[] payload = SpanBytesEncoder.JSON_V2.encodeList(sent);
          assertThat(ZipkinDocuments.spans(ZipkinDocuments.read(ZipkinFormat.JSON_V2, payload)))
              .isEqualTo(sent);
        });
  }

  @Test
  void jsonV2_comesBackByteByByte() {
    Seeds.check(
        ROUNDS,
        random -> {
          List<Span> sent = new RandomZipkinSpans(random).list();
          byte[] payload = SpanBytesEncoder.JSON_V2.encodeList(sent);
          assertThat(ZipkinDocuments.text(ZipkinDocuments.read(ZipkinFormat.JSON_V2, payload)))
              .isEqualTo(new String(payload, StandardCharsets.UTF_8));
        });
  }

  @Test
  void proto3_comesBackAsSent() {
    Seeds.check(
        ROUNDS,
        random -> {
          List<Span> sent = new RandomZipkinSpans(random).list();
          byte[] payload = SpanBytesEncoder.PROTO3.encodeList(sent);
          assertThat(ZipkinDocuments.spans(ZipkinDocuments.read(ZipkinFormat.PROTO3, payload)))
              .isEqualTo(sent);
        });
  }

  @Test
  void jsonV1_meansWhatZipkinSays() {
    Seeds.check(
        ROUNDS,
        random -> {
          byte[] payload =
              SpanBytesEncoder.JSON_V1.encodeList(new RandomZipkinSpans(random).list());
          assertThat(ZipkinDocuments.spans(ZipkinDocuments.read(ZipkinFormat.JSON_V1, payload)))
              .isEqualTo(SpanBytesDecoder.JSON_V1.decodeList(payload));
        });
  }

  @Test
  void thrift_meansWhatZipkinSays() {
    Seeds.check(
        ROUNDS,
        random -> {
          byte[] payload = SpanBytesEncoder.THRIFT.encodeList(new RandomZipkinSpans(random).list());
          assertThat(ZipkinDocuments.spans(ZipkinDocuments.read(ZipkinFormat.THRIFT, payload)))
              .isEqualTo(SpanBytesDecoder.THRIFT.decodeList(payload));
        });
  }

  @Test
  void agentMessage_meansWhatZipkinSaysOfItsSpans() {
    Seeds.check(
        ROUNDS,
        random -> {
          List<Span> sent = new RandomZipkinSpans(random).list();
          byte[] message = AgentMessages.emitZipkinBatch(sent);
          SpanBatchBuilder builder = new SpanBatchBuilder();
          ZipkinDocuments.agentReader().read(message, 0, message.length, builder);
          assertThat(ZipkinDocuments.spans(builder.build()))
              .isEqualTo(
                  SpanBytesDecoder.THRIFT.decodeList(SpanBytesEncoder.THRIFT.encodeList(sent)));
        });
  }

  @Test
  void agentMessage_ofAnotherName_isRefused() {
    byte[] message = AgentMessages.emitZipkinBatch(new RandomZipkinSpans(Seeds.random(1)).list());
    message[4] = 'E'; // the first letter of the name
    SpanBatchBuilder builder = new SpanBatchBuilder();

    assertThatThrownBy(
            () -> ZipkinDocuments.agentReader().read(message, 0, message.length, builder))
        .isInstanceOf(MalformedPayloadException.class)
        .hasMessageContaining("not emitZipkinBatch");
  }
}
