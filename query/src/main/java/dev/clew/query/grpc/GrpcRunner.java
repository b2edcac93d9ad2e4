// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.grpc;

import dev.clew.query.http.Failure;
import dev.clew.query.http.QueryMetrics.Outcome;
import dev.clew.query.http.QueryTurns;
import dev.clew.store.query.QueryCancelledException;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Runs queries that come by gRPC, each until it is answered, takes too long, or its client has
 * gone.
 *
 * <p>Threads: any number at once.
 */
public final class GrpcRunner {

  private static final System.Logger LOG = System.getLogger(GrpcRunner.class.getName());

  private final QueryTurns turns;

  /** A runner that starts nothing by itself. */
  public GrpcRunner(QueryTurns turns) {
    this.turns = turns;
  }

  /**
   * What answers the calls of a method that takes one message.
   *
   * @param route names the kind of request in the metrics
   */
  public <Q, A> ServerCallHandler<Q, A> handler(String route, GrpcHandler<Q, A> handler) {
    return (wire, headers) -> {
      GrpcCall<A> call = new GrpcCall<>(wire, turns.config(), turns.nanoClock());
      wire.request(2); // one is expected; a second would be an error to see
      return new Request<>(route, handler, wire, call);
    };
  }

  /** Takes the message of a call, and what the network has to say while it is answered. */
  private final class Request<Q, A> extends ServerCall.Listener<Q> {

    private final String route;
    private final GrpcHandler<Q, A> handler;
    private final ServerCall<Q, A> wire;
    private final GrpcCall<A> call;
    private @Nullable Q message;

    Request(String route, GrpcHandler<Q, A> handler, ServerCall<Q, A> wire, GrpcCall<A> call) {
      this.route = route;
      this.handler = handler;
      this.wire = wire;
      this.call = call;
    }

    @Override
    public void onMessage(Q received) {
      message = received;
    }

    @Override
    public void onHalfClose() {
      Q request = message;
      if (request == null) {
        wire.close(
            Status.INVALID_ARGUMENT.withDescription("no message (expected: one)"), new Metadata());
      } else {
        turns.run(new Job<>(route, handler, request, wire, call));
      }
    }

    @Override
    public void onReady() {
      call.wake();
    }

    @Override
    public void onCancel() {
      call.cancel();
    }
  }

  /** One call and what becomes of it. */
  private final class Job<Q, A> implements QueryTurns.Query {

    private final String route;
    private final GrpcHandler<Q, A> handler;
    private final Q request;
    private final ServerCall<Q, A> wire;
    private final GrpcCall<A> call;
    private final long startNanos = turns.nanoClock().getAsLong();

    Job(
        String route,
        GrpcHandler<Q, A> handler,
        Q request,
        ServerCall<Q, A> wire,
        GrpcCall<A> call) {
      this.route = route;
      this.handler = handler;
      this.request = request;
      this.wire = wire;
      this.call = call;
    }

    @Override
    public void run() {
      try {
        handler.answer(request, call);
        end(Status.OK, call.isPartial() ? Outcome.PARTIAL : Outcome.COMPLETE);
      } catch (QueryCancelledException cancelled) {
        end(Status.CANCELLED, Outcome.CANCELLED);
      } catch (RuntimeException | StackOverflowError thrown) {
        Failure failure = Failure.of(thrown);
        if (failure.isFault()) {
          LOG.log(Level.ERROR, "query failed: " + route, thrown);
        }
        fail(failure);
      }
    }

    @Override
    public void refuse() {
      fail(Failure.BUSY);
    }

    private void fail(Failure failure) {
      end(
          GrpcStatus.of(failure),
          failure.status().isServerError() ? Outcome.FAILED : Outcome.REFUSED);
    }

    private void end(Status status, Outcome outcome) {
      if (status.isOk() && !call.isStarted()) {
        wire.sendHeaders(new Metadata()); // an empty stream
      }
      wire.close(status, call.trailers());
      turns.metrics().record(route, outcome, turns.nanoClock().getAsLong() - startNanos);
    }
  }
}
