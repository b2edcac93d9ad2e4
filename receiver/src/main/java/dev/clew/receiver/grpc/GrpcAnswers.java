// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.grpc;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.clew.receiver.http.ContentCoding;
import dev.clew.receiver.http.Failure;
import dev.clew.receiver.http.GrpcCode;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What a gRPC service answers.
 *
 * <p>Source: "gRPC over HTTP2", Responses; the details trailer is the one that gRPC's libraries
 * agree on.
 */
public final class GrpcAnswers {

  private static final MediaType GRPC = MediaType.parse("application/grpc");
  private static final AsciiString STATUS = AsciiString.cached("grpc-status");
  private static final AsciiString MESSAGE = AsciiString.cached("grpc-message");
  private static final AsciiString DETAILS = AsciiString.cached("grpc-status-details-bin");
  private static final AsciiString ACCEPT_ENCODING = AsciiString.cached("grpc-accept-encoding");
  private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private static final ResponseHeaders HEADERS = headers().build();
  private static final HttpHeaders OK =
      HttpHeaders.of(STATUS, Integer.toString(GrpcCode.OK.number()));

  private GrpcAnswers() {}

  /** One message, and all is well. */
  public static HttpResponse message(byte[] message) {
    return HttpResponse.of(HEADERS, HttpData.wrap(GrpcFrame.wrap(message)), OK);
  }

  /** No message, and why. */
  public static HttpResponse failed(Failure failure) {
    ResponseHeadersBuilder headers =
        headers()
            .set(STATUS, Integer.toString(failure.grpcCode().number()))
            .set(MESSAGE, percentEncoded(failure.message()));
    if (failure.isRetryable()) {
      headers.set(DETAILS, BASE64.encodeToString(failure.rpcStatus().toProtobuf()));
    }
    return HttpResponse.of(headers.build());
  }

  private static ResponseHeadersBuilder headers() {
    return ResponseHeaders.builder(HttpStatus.OK)
        .contentType(GRPC)
        .set(ACCEPT_ENCODING, ContentCoding.ALL.replace(" ", ""));
  }

  /** UTF-8 with everything but printable ASCII, and the percent sign, as {@code %XX}. */
  static String percentEncoded(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      if (each >= ' ' && each <= '~' && each != '%') {
        encoded.append((char) each);
      } else {
        encoded.append('%').append(HEX.toHexDigits(each));
      }
    }
    return encoded.toString();
  }
}
