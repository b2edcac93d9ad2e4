// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;

/**
 * The body is the message.
 *
 * @param coding what {@code content-encoding} says
 */
public record PlainBody(ContentCoding coding) implements Message.Framing {

  /**
   * The body of a request with these headers.
   *
   * @throws RefusedException if Clew does not know its coding
   */
  public static PlainBody of(RequestHeaders headers) {
    String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING, "");
    return new PlainBody(
        ContentCoding.ofHeader(encoding)
            .orElseThrow(() -> RefusedException.unsupportedEncoding("content-encoding", encoding)));
  }

  @Override
  public int frameBytes() {
    return 0;
  }

  @Override
  public Message locate(byte[] body, int length) {
    return new Message(0, length, coding);
  }
}
