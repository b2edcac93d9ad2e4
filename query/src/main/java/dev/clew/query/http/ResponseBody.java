// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.clew.store.query.QueryCancelledException;
import io.netty.util.AsciiString;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/**
 * The body of an answer. A small one is kept until it is complete, and may be replaced by an error
 * until then; a large one is sent block by block, as fast as the client takes it.
 *
 * <p>Threads: one at a time, not an event loop: writing blocks.
 */
final class ResponseBody extends OutputStream {

  private static final int BLOCK_BYTES = 64 << 10;
  private static final int BLOCK_BYTES_MIN = 1 << 10;

  private final HttpResponseWriter response = HttpResponse.streaming();
  private ResponseHeaders headers;
  private byte[] block = new byte[BLOCK_BYTES_MIN];
  private int length;
  private boolean started;

  /** An empty body, to be sent with these headers. */
  ResponseBody(ResponseHeaders headers) {
    this.headers = headers;
  }

  HttpResponse response() {
    return response;
  }

  /** Sets a header, as long as no part of the answer is on its way. */
  void header(AsciiString name, String value) {
    headers = headers.toBuilder().set(name, value).build();
  }

  /** Whether a part of the answer is on its way, so that it cannot become an error any more. */
  boolean isStarted() {
    return started;
  }

  /** Whether nobody reads what is written. */
  boolean isAbandoned() {
    return !response.isOpen();
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int count) {
    int from = offset;
    int left = count;
    while (left > 0) {
      if (length == BLOCK_BYTES) {
        send();
      }
      int part = Math.min(left, BLOCK_BYTES - length);
      if (length + part > block.length) {
        block =
            Arrays.copyOf(block, Math.min(BLOCK_BYTES, Math.max(2 * block.length, length + part)));
      }
      System.arraycopy(source, from, block, length, part);
      length += part;
      from += part;
      left -= part;
    }
  }

  /** Ends the answer. */
  @Override
  public void close() {
    if (started) {
      writeBlock();
    } else {
      started = true;
      offer(headers.toBuilder().contentLength(length).build());
      writeBlock();
    }
    response.close();
  }

  /** Ends the answer with an error in place of what was written so far. */
  void replace(ResponseHeaders errorHeaders, byte[] error) {
    started = true;
    response.close(AggregatedHttpResponse.of(errorHeaders, HttpData.wrap(error)));
  }

  /** Ends the answer in the middle. */
  void cut(Throwable cause) {
    response.close(cause);
  }

  /** Sends the block that is full, once the client has taken the one before it. */
  private void send() {
    if (!started) {
      started = true;
      offer(headers);
    }
    awaitDemand();
    writeBlock();
    block = new byte[BLOCK_BYTES];
  }

  private void writeBlock() {
    offer(HttpData.wrap(block, 0, length));
    length = 0;
  }

  private void offer(HttpObject part) {
    if (!response.tryWrite(part)) {
      throw new QueryCancelledException();
    }
  }

  private void awaitDemand() {
    try {
      response.whenConsumed().join();
    } catch (CancellationException | CompletionException abandoned) {
      QueryCancelledException cancelled = new QueryCancelledException();
      cancelled.initCause(abandoned);
      throw cancelled;
    }
  }
}
