// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.util.TimeoutMode;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.encoding.EncodingService;
import dev.clew.query.http.QueryMetrics.Outcome;
import dev.clew.store.query.QueryCancelledException;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Runs queries that come by HTTP, each until it is answered, takes too long, or its client has
 * gone.
 *
 * <p>Threads: any number at once.
 */
public final class QueryRunner {

  private static final System.Logger LOG = System.getLogger(QueryRunner.class.getName());

  private static final long REQUEST_BYTES_MAX = 64L << 20; // files that are sent to be shown

  private static final Function<? super HttpService, EncodingService> COMPRESSION =
      EncodingService.builder()
          .encodableContentTypes(type -> type.is(MediaType.JSON))
          .minBytesToForceChunkedEncoding(1 << 10)
          .newDecorator();

  private final QueryTurns turns;

  /** A runner that starts nothing by itself; others may share its turns. */
  public QueryRunner(QueryTurns turns) {
    this.turns = turns;
  }

  /** A runner with turns of its own, see {@link QueryTurns}. */
  public QueryRunner(
      QueryConfig config, Executor executor, LongSupplier nanoClock, MeterRegistry meters) {
    this(new QueryTurns(config, executor, nanoClock, meters));
  }

  /**
   * A service that answers with a handler.
   *
   * @param route names the kind of request in the metrics
   */
  public HttpService service(String route, ErrorEnvelope errors, QueryHandler handler) {
    HttpService service =
        (context, request) -> {
          context.setMaxRequestLength(REQUEST_BYTES_MAX);
          context.setRequestTimeout(TimeoutMode.SET_FROM_NOW, turns.config().responseTimeout());
          return HttpResponse.of(
              request
                  .aggregate()
                  .thenApply(whole -> {
                    Job job = new Job(route, errors, handler, context, whole);
                    turns.run(job);
                    return job.body.response();
                  }));
        };
    return service.decorate(COMPRESSION);
  }

  /** A service for routes that do not exist. */
  public static HttpService unknownRoute(ErrorEnvelope errors) {
    return (context, request) ->
        HttpResponse.of(
            headers(HttpStatus.NOT_FOUND, errors.mediaType()),
            HttpData.wrap(
                Json.bytes(json ->
                    errors.write(
                        json,
                        HttpStatus.NOT_FOUND,
                        "no such route: " + request.method() + " " + context.path()))));
  }

  /** Answers change as spans arrive, so they are not kept. */
  private static ResponseHeaders headers(HttpStatus status, MediaType mediaType) {
    return ResponseHeaders.builder(status)
        .contentType(mediaType)
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
        .build();
  }

  /** One request and what becomes of it. */
  private final class Job implements QueryTurns.Query {

    private final String route;
    private final ErrorEnvelope errors;
    private final QueryHandler handler;
    private final ServiceRequestContext context;
    private final ResponseBody body =
        new ResponseBody(QueryRunner.headers(HttpStatus.OK, MediaType.JSON_UTF_8));
    private final QueryCall call;
    private final long startNanos = turns.nanoClock().getAsLong();

    Job(
        String route,
        ErrorEnvelope errors,
        QueryHandler handler,
        ServiceRequestContext context,
        AggregatedHttpRequest request) {
      this.route = route;
      this.errors = errors;
      this.handler = handler;
      this.context = context;
      this.call = new QueryCall(context, request, body, turns.config(), turns.nanoClock());
    }

    @Override
    public void run() {
      try {
        handler.answer(call);
        body.close();
        end(call.isPartial() ? Outcome.PARTIAL : Outcome.COMPLETE);
      } catch (QueryCancelledException cancelled) {
        body.cut(cancelled);
        end(Outcome.CANCELLED);
      } catch (RuntimeException | Error thrown) {
        // Errors too: whatever happened, a client that gets no end of an answer waits for it.
        Failure failure = Failure.of(thrown);
        if (failure.isFault()) {
          LOG.log(Level.ERROR, "query failed: " + context.path(), thrown);
        }
        fail(failure);
      }
    }

    @Override
    public void refuse() {
      fail(Failure.BUSY);
    }

    private void fail(Failure failure) {
      if (body.isStarted()) {
        body.cut(new IllegalStateException(failure.message()));
      } else {
        body.replace(
            headers(failure),
            Json.bytes(json -> errors.write(json, failure.status(), failure.message())));
      }
      end(failure.status().isServerError() ? Outcome.FAILED : Outcome.REFUSED);
    }

    private ResponseHeaders headers(Failure failure) {
      ResponseHeaders plain = QueryRunner.headers(failure.status(), errors.mediaType());
      return failure
          .retryAfter()
          .map(time ->
              plain.toBuilder()
                  .set(HttpHeaderNames.RETRY_AFTER, Long.toString(Math.max(1, time.toSeconds())))
                  .build())
          .orElse(plain);
    }

    private void end(Outcome outcome) {
      turns.metrics().record(route, outcome, turns.nanoClock().getAsLong() - startNanos);
    }
  }
}
