// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.grpc;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import dev.clew.receiver.http.ContentCoding;
import dev.clew.receiver.http.RefusedException;
import java.time.Duration;
import java.util.Optional;

/**
 * What the headers of a gRPC request say.
 *
 * <p>Source: "gRPC over HTTP2", Requests.
 */
public final class GrpcHeaders {

  private static final String CONTENT_TYPE = "application/grpc";
  private static final int TIMEOUT_DIGITS_MAX = 8;

  private GrpcHeaders() {}

  /** Whether this is a gRPC request with protobuf messages. */
  public static boolean isGrpc(RequestHeaders headers) {
    String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
    return headers.method() == HttpMethod.POST
        && (type.equals(CONTENT_TYPE)
            || type.startsWith(CONTENT_TYPE + "+proto")
            || type.startsWith(CONTENT_TYPE + ";"));
  }

  /**
   * How messages are compressed that say they are.
   *
   * @throws RefusedException if Clew does not know it
   */
  public static ContentCoding messageCoding(RequestHeaders headers) {
    String encoding = headers.get("grpc-encoding", "");
    return ContentCoding.ofHeader(encoding)
        .orElseThrow(() -> RefusedException.unsupportedEncoding("grpc-encoding", encoding));
  }

  /** How long the caller waits; none if it does not say, or not in gRPC's form. */
  public static Optional<Duration> timeout(RequestHeaders headers) {
    String timeout = headers.get("grpc-timeout", "");
    int digits = timeout.length() - 1;
    if (digits < 1
        || digits > TIMEOUT_DIGITS_MAX
        || !timeout.chars().limit(digits).allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    long amount = Long.parseLong(timeout, 0, digits, 10);
    return switch (timeout.charAt(digits)) {
      case 'H' -> Optional.of(Duration.ofHours(amount));
      case 'M' -> Optional.of(Duration.ofMinutes(amount));
      case 'S' -> Optional.of(Duration.ofSeconds(amount));
      case 'm' -> Optional.of(Duration.ofMillis(amount));
      case 'u' -> Optional.of(Duration.ofNanos(amount * 1_000));
      case 'n' -> Optional.of(Duration.ofNanos(amount));
      default -> Optional.empty();
    };
  }
}
