// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import dev.clew.model.BytesTable;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.model.ValueType;
import java.nio.charset.StandardCharsets;

/**
 * Finds the kind and the status of a span in its tags.
 *
 * <p>In this order: {@code error} is true; {@code otel.status_code}; {@code http.status_code}, of
 * which 4xx is a mistake of a client's span only. The message is {@code otel.status_description},
 * else, for an error, {@code http.status_message}.
 */
final class SpanStatus {

  private static final int HTTP_CLIENT_ERROR = 400;
  private static final int HTTP_SERVER_ERROR = 500;
  private static final int HTTP_END = 600;
  private static final int NUMBER_DIGITS_MAX = 9;

  private boolean hasError;
  private StatusCode otel = StatusCode.UNSET;
  private boolean hasOtel;
  private long http;
  private int descriptionRef;
  private int httpMessageRef;
  private SpanKind kind = SpanKind.UNSPECIFIED;

  void clear() {
    hasError = false;
    otel = StatusCode.UNSET;
    hasOtel = false;
    http = 0;
    descriptionRef = BytesTable.EMPTY;
    httpMessageRef = BytesTable.EMPTY;
    kind = SpanKind.UNSPECIFIED;
  }

  /** {@code error}, of which some libraries make a text. */
  void error(Tag tag, byte[] bytes) {
    hasError |=
        tag.type == ValueType.BOOL
            ? tag.bits() != 0
            : tag.type == ValueType.STRING && text(tag, bytes).equals("true");
  }

  void otelCode(Tag tag, byte[] bytes) {
    hasOtel = true;
    otel =
        switch (tag.type) {
          case STRING ->
              switch (text(tag, bytes)) {
                case "OK" -> StatusCode.OK;
                case "ERROR" -> StatusCode.ERROR;
                default -> StatusCode.UNSET;
              };
          case INT -> StatusCode.ofNumber((int) Math.min(tag.bits(), Integer.MAX_VALUE));
          default -> StatusCode.UNSET;
        };
  }

  void httpCode(Tag tag, byte[] bytes) {
    http =
        switch (tag.type) {
          case INT -> tag.bits();
          case STRING -> number(tag, bytes);
          default -> 0;
        };
  }

  void description(int reference) {
    descriptionRef = reference;
  }

  void httpMessage(int reference) {
    httpMessageRef = reference;
  }

  void kind(Tag tag, byte[] bytes) {
    kind =
        switch (text(tag, bytes)) {
          case "server" -> SpanKind.SERVER;
          case "client" -> SpanKind.CLIENT;
          case "producer" -> SpanKind.PRODUCER;
          case "consumer" -> SpanKind.CONSUMER;
          case "internal" -> SpanKind.INTERNAL;
          default -> SpanKind.UNSPECIFIED;
        };
  }

  SpanKind kind() {
    return kind;
  }

  StatusCode code() {
    if (hasError) {
      return StatusCode.ERROR;
    }
    return hasOtel ? otel : httpStatus();
  }

  private StatusCode httpStatus() {
    long errors = kind == SpanKind.CLIENT ? HTTP_CLIENT_ERROR : HTTP_SERVER_ERROR;
    return http >= errors && http < HTTP_END ? StatusCode.ERROR : StatusCode.UNSET;
  }

  /** The reference of the message. */
  int messageRef() {
    boolean needsOther = descriptionRef == BytesTable.EMPTY && code() == StatusCode.ERROR;
    return needsOther ? httpMessageRef : descriptionRef;
  }

  /** Short texts only: what this is compared with. */
  private static String text(Tag tag, byte[] bytes) {
    int length = Math.min(tag.end() - tag.begin(), 16);
    return new String(bytes, tag.begin(), length, StandardCharsets.ISO_8859_1);
  }

  private static long number(Tag tag, byte[] bytes) {
    if (tag.end() - tag.begin() > NUMBER_DIGITS_MAX) {
      return 0;
    }
    long number = 0;
    for (int at = tag.begin(); at < tag.end(); at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
