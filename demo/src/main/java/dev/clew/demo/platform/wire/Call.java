// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.wire;

import static java.util.Objects.requireNonNull;

import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Service;
import dev.clew.demo.telemetry.SpanBody;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer: a client span on this side, the network, a server span on the other.
 * The protocol says what the two spans record about the outcome.
 */
final class Call<T> {

  private final Protocol protocol;
  private @Nullable T value;
  private @Nullable Failure failure;

  /** What differs between HTTP and gRPC. */
  interface Protocol {

    /** Describes the outcome on the server's span; {@code status} is an HTTP status. */
    void recordServer(Span span, int status);

    /** Describes the outcome on the client's span; {@code status} is an HTTP status. */
    void recordClient(Span span, int status);

    /** What the client throws if the server failed. */
    Failure asSeenByClient(Failure failure);
  }

  Call(Protocol protocol) {
    this.protocol = protocol;
  }

  /** Makes the call; both spans have ended when this returns or throws. */
  T make(Flow flow, Operation client, Service callee, Operation server, SpanBody<T> body) {
    flow.runVoid(
        client,
        clientSpan -> {
          Network.hop(flow);
          flow.serve(callee, server, serverSpan -> answer(serverSpan, body));
          Network.hop(flow);
          protocol.recordClient(clientSpan, status());
        });
    if (failure != null) {
      throw protocol.asSeenByClient(failure);
    }
    return requireNonNull(value);
  }

  private boolean answer(Span span, SpanBody<T> body) {
    try {
      value = body.run(span);
    } catch (Failure caught) {
      failure = caught;
      if (caught.httpStatus() >= 500) {
        Flow.record(span, caught);
      }
    }
    protocol.recordServer(span, status());
    return failure == null;
  }

  private int status() {
    return failure == null ? 200 : failure.httpStatus();
  }
}
