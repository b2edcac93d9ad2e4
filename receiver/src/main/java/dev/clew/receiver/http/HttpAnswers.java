// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import java.nio.charset.StandardCharsets;

/** What HTTP answers to a request that came to nothing. */
public final class HttpAnswers {

  private HttpAnswers() {}

  /** In plain text, a line for people. */
  public static HttpResponse failed(Failure failure) {
    return failed(failure, MediaType.PLAIN_TEXT_UTF_8.toString(), text(failure));
  }

  /** In the format of the protocol. */
  public static HttpResponse failed(Failure failure, String mediaType, byte[] body) {
    ResponseHeadersBuilder headers = ResponseHeaders.builder(failure.httpStatus());
    if (failure.isRetryable()) {
      headers.setLong(HttpHeaderNames.RETRY_AFTER, wholeSeconds(failure));
    }
    if (failure.httpStatus() == 405) {
      headers.set(HttpHeaderNames.ALLOW, HttpMethod.POST.name());
    }
    if (failure.httpStatus() == 415) {
      headers.set(HttpHeaderNames.ACCEPT_ENCODING, ContentCoding.ALL);
    }
    return HttpResponse.of(
        headers.set(HttpHeaderNames.CONTENT_TYPE, mediaType).contentLength(body.length).build(),
        HttpData.wrap(body));
  }

  private static byte[] text(Failure failure) {
    return (failure.message() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The header has no fractions, and 0 would mean at once. */
  private static long wholeSeconds(Failure failure) {
    return Math.max(1, failure.retryAfter().plusMillis(999).toSeconds());
  }
}
