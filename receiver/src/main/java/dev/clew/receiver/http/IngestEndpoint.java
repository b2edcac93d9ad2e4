// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.stream.SubscriptionOption;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.codec.MalformedPayloadException;
import dev.clew.pipeline.IngestRequest;
import dev.clew.pipeline.IngestResult;
import dev.clew.pipeline.IngestSource;
import dev.clew.receiver.decode.PayloadDecoder;
import dev.clew.receiver.http.RefusedException.Reason;
import dev.clew.store.StoreUnavailableException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * What all transports do with a request once they know how its message is wrapped.
 *
 * <p>Threads: any number at once.
 */
public final class IngestEndpoint {

  private static final System.Logger logger = System.getLogger(IngestEndpoint.class.getName());

  private final IngestSource source;
  private final RequestBuffers buffers;
  private final long messageBytesMax;

  /** An endpoint whose requests come in by this door. */
  public IngestEndpoint(IngestSource source, RequestBuffers buffers, long messageBytesMax) {
    this.source = source;
    this.buffers = buffers;
    this.messageBytesMax = messageBytesMax;
  }

  /** Reads a request and stores its spans. The future fails with whatever went wrong. */
  public CompletableFuture<IngestResult> accept(
      ServiceRequestContext ctx, HttpRequest req, Message.Framing framing, PayloadDecoder decoder) {
    if (req.headers().contentLength() - framing.frameBytes() > messageBytesMax) {
      return CompletableFuture.failedFuture(RefusedException.tooLarge(messageBytesMax));
    }
    IngestRequest request;
    try {
      request = source.open();
    } catch (StoreUnavailableException e) {
      return CompletableFuture.failedFuture(e);
    }
    IngestCall call =
        new IngestCall(
            buffers,
            request,
            new IngestCall.Payloads(framing, decoder),
            messageBytesMax,
            ctx.blockingTaskExecutor());
    req.subscribe(call, ctx.eventLoop(), SubscriptionOption.WITH_POOLED_OBJECTS);
    return call.result();
  }

  /** What to answer when this was thrown; counts and logs what nobody else has. */
  public Failure failure(ServiceRequestContext ctx, Throwable thrown) {
    Throwable cause =
        thrown instanceof RequestTimeoutException && !ctx.log().isRequestComplete()
            ? new RefusedException(Reason.TOO_SLOW, "request: not received in time")
            : thrown;
    switch (cause) {
      case RefusedException e -> source.refused(e.reason().name().toLowerCase(Locale.ROOT));
      case MalformedPayloadException _ -> source.refused("malformed");
      default -> {}
    }
    Failure failure = Failure.of(cause);
    if (failure.isFault()) {
      logger.log(
          System.Logger.Level.ERROR, "request from " + ctx.remoteAddress() + " failed", cause);
    }
    return failure;
  }
}
