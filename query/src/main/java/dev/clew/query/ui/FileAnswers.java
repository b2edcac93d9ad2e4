// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.ui;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;

/**
 * Answers with files of a UI, and with messages where there is none.
 *
 * @param contentSecurityPolicy what its pages may load
 * @param framed whether pages of others may show it in a frame
 */
record FileAnswers(String contentSecurityPolicy, boolean framed) {

  /** A file, compressed if the client can read that; 304 if the client has it. */
  HttpResponse file(HttpRequest request, StaticFile file, String cacheControl) {
    ResponseHeadersBuilder headers =
        headers(HttpStatus.OK, file.mediaType())
            .set(HttpHeaderNames.CACHE_CONTROL, cacheControl)
            .set(HttpHeaderNames.ETAG, file.etag())
            .set(HttpHeaderNames.VARY, "accept-encoding");
    if (request.headers().get(HttpHeaderNames.IF_NONE_MATCH, "").contains(file.etag())) {
      return HttpResponse.of(headers.status(HttpStatus.NOT_MODIFIED).build());
    }
    boolean gzip =
        file.isCompressible()
            && request.headers().get(HttpHeaderNames.ACCEPT_ENCODING, "").contains("gzip");
    if (gzip) {
      headers.set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
    }
    byte[] content = gzip ? file.gzipped() : file.content();
    headers.contentLength(content.length);
    return request.method() == HttpMethod.HEAD
        ? HttpResponse.of(headers.build())
        : HttpResponse.of(headers.build(), HttpData.wrap(content));
  }

  /** A line for people. */
  HttpResponse message(HttpStatus status, String text) {
    return HttpResponse.of(
        headers(status, MediaType.PLAIN_TEXT_UTF_8)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .build(),
        HttpData.ofUtf8(text + "\n"));
  }

  private ResponseHeadersBuilder headers(HttpStatus status, MediaType mediaType) {
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(status)
            .contentType(mediaType)
            .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, contentSecurityPolicy)
            .set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
            .set(HttpHeaderNames.REFERRER_POLICY, "same-origin");
    if (!framed) {
      headers.set(HttpHeaderNames.X_FRAME_OPTIONS, "DENY");
    }
    return headers;
  }
}
