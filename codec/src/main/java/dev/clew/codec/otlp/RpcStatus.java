// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import dev.clew.codec.json.Json;
import dev.clew.codec.protobuf.ProtoOutput;
import java.time.Duration;
import java.util.Locale;

/**
 * A {@code google.rpc.Status}: what OTLP answers to a request that was not taken in, as the body of
 * an HTTP error and in the {@code grpc-status-details-bin} trailer of gRPC.
 *
 * @param code a gRPC status code
 * @param message for people
 * @param retryDelay when the sender should try again, told as a {@code google.rpc.RetryInfo}
 *     detail; zero for no advice
 */
public record RpcStatus(int code, String message, Duration retryDelay) {

  private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";

  /** A status without advice on when to retry. */
  public RpcStatus(int code, String message) {
    this(code, message, Duration.ZERO);
  }

  /** The protobuf form. */
  public byte[] toProtobuf() {
    ProtoOutput out = new ProtoOutput();
    if (!retryDelay.isZero()) {
      out.uint32IfAny(OtlpTags.DURATION_NANOS, retryDelay.toNanosPart());
      if (retryDelay.toSeconds() != 0) {
        out.varint(OtlpTags.DURATION_SECONDS, retryDelay.toSeconds());
      }
      out.message(OtlpTags.RETRY_INFO_DELAY, 0);
      out.message(OtlpTags.ANY_VALUE, 0);
      out.text(OtlpTags.ANY_TYPE_URL, RETRY_INFO);
      out.message(OtlpTags.RPC_STATUS_DETAILS, 0);
    }
    out.textIfAny(OtlpTags.RPC_STATUS_MESSAGE, message);
    out.uint32IfAny(OtlpTags.RPC_STATUS_CODE, code);
    return out.toByteArray();
  }

  /** The JSON form, in UTF-8. */
  public byte[] toJson() {
    return Json.document(json -> {
      json.writeStartObject();
      json.writeNumberProperty("code", code);
      json.writeStringProperty("message", message);
      if (!retryDelay.isZero()) {
        json.writeArrayPropertyStart("details");
        json.writeStartObject();
        json.writeStringProperty("@type", RETRY_INFO);
        json.writeStringProperty("retryDelay", seconds(retryDelay));
        json.writeEndObject();
        json.writeEndArray();
      }
      json.writeEndObject();
    });
  }

  /** Protobuf's JSON form of a duration: seconds with as many decimals as needed, and an "s". */
  private static String seconds(Duration duration) {
    String text =
        duration.toSeconds() + String.format(Locale.ROOT, ".%09d", duration.toNanosPart());
    return text.replaceFirst("\\.?0+$", "") + "s";
  }
}
