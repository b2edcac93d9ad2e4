// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import dev.clew.receiver.grpc.GrpcFrame;
import java.util.Base64;
import java.util.HexFormat;

/** Makes gRPC calls frame by frame, so that they can be wrong. */
final class GrpcSender {

  private final WebClient client;

  GrpcSender(TestReceiver receiver) {
    client = receiver.http2();
  }

  /** Calls Export with this body, and these headers as name, value, name, value. */
  AggregatedHttpResponse export(byte[] body, String... headers) {
    return call(OtlpGrpcMethod.PATH, body, headers);
  }

  AggregatedHttpResponse call(String path, byte[] body, String... headers) {
    RequestHeadersBuilder builder =
        RequestHeaders.builder(HttpMethod.POST, path)
            .set("content-type", "application/grpc")
            .set("te", "trailers");
    for (int i = 0; i < headers.length; i += 2) {
      builder.set(headers[i], headers[i + 1]);
    }
    return client.execute(HttpRequest.of(builder.build(), HttpData.wrap(body))).aggregate().join();
  }

  /** A frame around a message. */
  static byte[] frame(int compressed, byte[] message) {
    byte[] frame = GrpcFrame.wrap(message);
    frame[0] = (byte) compressed;
    return frame;
  }

  /** The status, from the trailers or, if there was no message, from the headers. */
  static String status(AggregatedHttpResponse response) {
    return response.trailers().get("grpc-status", response.headers().get("grpc-status", "none"));
  }

  static String message(AggregatedHttpResponse response) {
    return response.headers().get("grpc-message", "none");
  }

  /** The details trailer, in hexadecimal. */
  static String details(AggregatedHttpResponse response) {
    String details = response.headers().get("grpc-status-details-bin", "");
    return HexFormat.of().formatHex(Base64.getDecoder().decode(details));
  }
}
