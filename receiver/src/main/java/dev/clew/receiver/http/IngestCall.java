// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import dev.clew.pipeline.IngestRequest;
import dev.clew.pipeline.IngestResult;
import dev.clew.receiver.decode.PayloadDecoder;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One request from its first byte to the disk, the same for all protocols: collect the body, unpack
 * it, decode it, hand it over.
 *
 * <p>Each byte is copied once, from the network's buffer into the array that the decoder reads. A
 * body of ordinary size is decoded right on the event loop, where it is still in the processor's
 * caches; a large one would keep other connections waiting and goes to another thread.
 *
 * <p>Threads: the event loop of the request, then at most one other; each step begins after the one
 * before it.
 */
final class IngestCall implements Subscriber<HttpObject> {

  private static final int EVENT_LOOP_BYTES_MAX = 512 << 10;

  private final RequestBuffers buffers;
  private final IngestRequest request;
  private final SizeLimit receivedLimit;
  private final SizeLimit unpackedLimit;
  private final Payloads payloads;
  private final Executor largeBodyExecutor;
  private final Payload received;
  private final CompletableFuture<IngestResult> result = new CompletableFuture<>();
  private @Nullable Subscription subscription;
  private boolean ended;

  /** How the message is wrapped, and what decodes it. */
  record Payloads(Message.Framing framing, PayloadDecoder decoder) {}

  /** A call that begins when this is subscribed to a request. */
  IngestCall(
      RequestBuffers buffers,
      IngestRequest request,
      Payloads payloads,
      long messageBytesMax,
      Executor largeBodyExecutor) {
    this.buffers = buffers;
    this.request = request;
    this.payloads = payloads;
    this.receivedLimit = new SizeLimit(request, messageBytesMax, payloads.framing.frameBytes());
    this.unpackedLimit = new SizeLimit(request, messageBytesMax, 0);
    this.largeBodyExecutor = largeBodyExecutor;
    this.received = buffers.takePayload();
  }

  /** What became of it. */
  CompletableFuture<IngestResult> result() {
    return result;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(HttpObject object) {
    if (!(object instanceof HttpData data)) {
      return; // trailers
    }
    try (data) {
      if (!ended) {
        receivedLimit.claim(data.length());
        received.append(data.byteBuf());
      }
    } catch (RuntimeException e) {
      fail(e);
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }

  @Override
  public void onError(Throwable failure) {
    fail(failure);
  }

  @Override
  public void onComplete() {
    if (ended) {
      return;
    }
    try {
      if (received.length() <= EVENT_LOOP_BYTES_MAX) {
        store();
      } else {
        largeBodyExecutor.execute(this::store);
      }
    } catch (RuntimeException e) {
      fail(e); // the executor is closed
    }
  }

  private void store() {
    try {
      decode(payloads.framing.locate(received.bytes(), received.length()));
    } catch (RuntimeException e) {
      fail(e);
      return;
    }
    ended = true;
    buffers.givePayload(received);
    var _ = request.submit().whenComplete(this::finish);
  }

  private void finish(@Nullable IngestResult stored, @Nullable Throwable failure) {
    if (stored != null) {
      result.complete(stored);
    } else {
      result.completeExceptionally(Objects.requireNonNull(failure));
    }
  }

  private void decode(Message message) {
    if (message.coding() == ContentCoding.IDENTITY) {
      decode(received.bytes(), message.offset(), message.length());
      return;
    }
    Payload unpacked = buffers.takePayload();
    try {
      message
          .coding()
          .unpack(received.bytes(), message.offset(), message.length(), unpacked, unpackedLimit);
      decode(unpacked.bytes(), 0, unpacked.length());
    } catch (IOException e) {
      throw new RefusedException(
          RefusedException.Reason.MALFORMED,
          "request: not " + message.coding().label() + ": " + e.getMessage());
    } finally {
      buffers.givePayload(unpacked);
    }
  }

  private void decode(byte[] bytes, int offset, int length) {
    payloads.decoder.decode(bytes, offset, length, request);
  }

  private void fail(Throwable failure) {
    if (!ended) {
      ended = true;
      buffers.givePayload(received);
      request.close();
      result.completeExceptionally(failure);
    }
  }
}
