// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.listen;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the requests whose answer has not been written to the network, so that a server can stop
 * when there is none. Armeria's own graceful shutdown does the same and then, with any connection
 * open, always waits another second.
 *
 * <p>Threads: any number at once.
 */
public final class UnansweredRequests implements DecoratingHttpServiceFunction {

  private final AtomicInteger count = new AtomicInteger();
  private final CompletableFuture<Void> none = new CompletableFuture<>();
  private volatile boolean draining;

  @Override
  public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest req)
      throws Exception {
    count.incrementAndGet();
    var _ = ctx.log().whenComplete().thenRun(this::answered);
    return delegate.serve(ctx, req);
  }

  private void answered() {
    if (count.decrementAndGet() == 0 && draining) {
      none.complete(null);
    }
  }

  /** Done when there was a moment without unanswered requests, or after the time-out. */
  public CompletableFuture<Void> drain(Duration timeout) {
    draining = true;
    if (count.get() == 0) {
      none.complete(null);
    }
    return none.copy().completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS);
  }
}
