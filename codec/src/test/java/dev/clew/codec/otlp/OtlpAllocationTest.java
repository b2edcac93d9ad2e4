// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.clew.codec.DecodeLimits;
import dev.clew.codec.MalformedPayloadException;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.testkit.RandomSpans;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests made to waste memory: a megabyte of the smallest things a message can hold. The bound is
 * on all that is allocated on the way, every growth of an array included; what stays is much less.
 */
class OtlpAllocationTest {

  private static final int LENGTH = 1 << 20;
  private static final int ALLOCATED_PER_BYTE_MAX = 32;
  private static final int ALLOCATED_ALWAYS = 256 << 10;

  private static final byte[] IDS =
      concat(field(1, "sixteen  letters"), field(2, "eight ch")); // of a span
  private static final byte[] VALID_SPAN = field(2, IDS);
  private static final String JSON_IDS =
      "\"traceId\":\"5b8efff798038103d269b633813fc60c\",\"spanId\":\"eee19b7ec3c1b174\"";

  static Stream<Named<byte[]>> protobufRequests() {
    return Stream.of(
        Named.of("spans", request(many(i -> VALID_SPAN))),
        Named.of("spans without ids", request(many(i -> field(2)))),
        Named.of("spans with names", request(many(i -> field(2, IDS, field(5, distinct(i)))))),
        Named.of("attributes", requestOfSpan(many(i -> field(9)))),
        Named.of("texts", requestOfSpan(many(i -> field(9, field(1, distinct(i)))))),
        Named.of(
            "texts in few attributes",
            requestOfSpan(many(i -> field(9, field(1, distinct(i)), field(2, field(1, "x")))))),
        Named.of("events", requestOfSpan(many(i -> field(11)))),
        Named.of("attributes of events", requestOfSpan(many(i -> field(11, field(3))))),
        Named.of("links", requestOfSpan(many(i -> field(13)))),
        Named.of("links with ids", requestOfSpan(many(i -> field(13, IDS)))),
        Named.of("resources", many(i -> field(1))),
        Named.of("scopes", field(1, many(i -> field(2)))),
        Named.of("resources of one span", many(i -> request(VALID_SPAN))),
        Named.of("scope names", field(1, many(i -> field(2, field(1, field(1, distinct(i))))))),
        Named.of(
            "entity references", field(1, field(1, many(i -> field(3))), field(2, VALID_SPAN))),
        Named.of("parts of a list", requestOfValue(many(i -> field(5, field(1))))),
        Named.of("deep lists", requestOfValue(deepList())),
        Named.of("unknown fields", many(i -> field(15))));
  }

  static Stream<Named<byte[]>> jsonRequests() {
    return Stream.of(
        Named.of(
            "spans",
            json(
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[",
                "{" + JSON_IDS + "}",
                "]}]}]}")),
        Named.of(
            "spans without ids",
            json("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[", "{}", "]}]}]}")),
        Named.of("resources", json("{\"resourceSpans\":[", "{}", "]}")),
        Named.of("scopes", json("{\"resourceSpans\":[{\"scopeSpans\":[", "{}", "]}]}")),
        Named.of("attributes", jsonOfSpan("\"attributes\":[", "{}", "]")),
        Named.of("events", jsonOfSpan("\"events\":[", "{}", "]")),
        Named.of("links", jsonOfSpan("\"links\":[", "{}", "]")),
        Named.of("list elements", jsonOfValue("\"arrayValue\":{\"values\":[", "{}", "]}")),
        Named.of("pairs", jsonOfValue("\"kvlistValue\":{\"values\":[", "{}", "]}")),
        Named.of(
            "empty lists",
            jsonOfValue("\"arrayValue\":{\"values\":[", "{\"arrayValue\":{}}", "]}")),
        Named.of("text", jsonOfValue("\"stringValue\":\"", "\\u00ff", "\"")),
        Named.of("base64", jsonOfValue("\"bytesValue\":\"", "AAAA", "\"")),
        Named.of("digits", jsonOfValue("\"intValue\":\"", "9", "\"")),
        Named.of("brackets", json("{\"resourceSpans\":", "[", "")),
        Named.of("unknown names", json("{\"a\":[", "{\"b\":[]}", "]}")));
  }

  @ParameterizedTest
  @MethodSource("protobufRequests")
  void protobuf_ofManySmallParts_allocatesAFewTimesItsLength(byte[] request) {
    OtlpProtoReader reader = new OtlpProtoReader(DecodeLimits.defaults());
    assertFewAllocations(request, builder -> reader.read(request, 0, request.length, builder));
  }

  @ParameterizedTest
  @MethodSource("jsonRequests")
  void json_ofManySmallParts_allocatesAFewTimesItsLength(byte[] request) {
    OtlpJsonReader reader = new OtlpJsonReader(DecodeLimits.defaults());
    assertFewAllocations(request, builder -> reader.read(request, 0, request.length, builder));
  }

  @Test
  void protobuf_intoAUsedBuilder_allocatesNextToNothing() {
    byte[] request = new OtlpProtoWriter().write(new RandomSpans(1).batch(1000));
    OtlpProtoReader reader = new OtlpProtoReader(DecodeLimits.defaults());
    SpanBatchBuilder builder = new SpanBatchBuilder();
    reader.read(request, 0, request.length, builder);
    builder.clear();

    long allocated = allocatedBytes(() -> reader.read(request, 0, request.length, builder));

    assertThat(builder.spanCount()).isEqualTo(1000);
    assertThat(allocated).isLessThan(10_000);
  }

  private interface Reading {
    void into(SpanBatchBuilder builder);
  }

  private static void assertFewAllocations(byte[] request, Reading reading) {
    assertThat(request.length).isGreaterThan(LENGTH / 2);
    long allocated =
        allocatedBytes(() -> {
          try {
            reading.into(new SpanBatchBuilder());
          } catch (MalformedPayloadException _) {
            // as good an answer as any
          }
        });
    assertThat(allocated)
        .isLessThan(ALLOCATED_ALWAYS + (long) ALLOCATED_PER_BYTE_MAX * request.length);
  }

  private static long allocatedBytes(Runnable action) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    action.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static byte[] request(byte[]... spans) {
    return field(1, field(2, spans));
  }

  private static byte[] requestOfSpan(byte[] fields) {
    return request(field(2, IDS, fields));
  }

  private static byte[] requestOfValue(byte[] value) {
    return requestOfSpan(field(9, field(2, value)));
  }

  private static byte[] deepList() {
    byte[] list = {};
    while (list.length < LENGTH / 100) {
      list = field(5, field(1, list));
    }
    byte[] deep = list;
    return many(i -> deep);
  }

  private static byte[] json(String begin, String part, String end) {
    String separator = begin.endsWith("[") && !part.equals("[") ? "," : "";
    int count = LENGTH / (part.length() + separator.length());
    String parts = (part + separator).repeat(count) + part;
    return (begin + parts + end).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] jsonOfSpan(String begin, String part, String end) {
    return json(
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{" + JSON_IDS + "," + begin,
        part,
        end + "}]}]}]}");
  }

  private static byte[] jsonOfValue(String begin, String part, String end) {
    return jsonOfSpan("\"attributes\":[{\"value\":{" + begin, part, end + "}}]");
  }

  private static byte[] many(IntFunction<byte[]> part) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; out.size() < LENGTH; i++) {
      out.writeBytes(part.apply(i));
    }
    return out.toByteArray();
  }

  private static String distinct(int i) {
    return String.valueOf((char) (i & 0x7F)) + (char) ((i >> 7) & 0x7F) + (char) ((i >> 14) & 0x7F);
  }

  private static byte[] field(int number, String content) {
    return field(number, content.getBytes(StandardCharsets.US_ASCII));
  }

  /** A length-delimited field. */
  private static byte[] field(int number, byte[]... content) {
    byte[] whole = concat(content);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(number << 3 | 2);
    int length = whole.length;
    for (; length >= 0x80; length >>>= 7) {
      out.write((length & 0x7F) | 0x80);
    }
    out.write(length);
    out.writeBytes(whole);
    return out.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
