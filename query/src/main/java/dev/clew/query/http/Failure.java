// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.http;

import com.linecorp.armeria.common.HttpStatus;
import dev.clew.query.parameter.ParameterException;
import dev.clew.store.QueryLimitException;
import dev.clew.store.StoreException;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.admin.NotSupportedException;
import dev.clew.store.query.InvalidQueryException;
import dev.clew.store.query.QueryStats.Partial;
import java.time.Duration;
import java.util.Optional;

/**
 * What a client is told about a request that failed.
 *
 * @param status in terms of HTTP, which other protocols translate
 * @param message for people; says nothing about the inside of the server
 * @param isFault whether the server is to blame, and its log should say why
 * @param retryAfter when it makes sense to ask again, if that is known
 */
public record Failure(
    HttpStatus status, String message, boolean isFault, Optional<Duration> retryAfter) {

  /** Asking again makes no sense, or nobody knows when. */
  public Failure(HttpStatus status, String message, boolean isFault) {
    this(status, message, isFault, Optional.empty());
  }

  /** More queries than may wait. */
  public static final Failure BUSY =
      new Failure(HttpStatus.SERVICE_UNAVAILABLE, "too many queries at once, try again", false);

  /** What to answer when this was thrown. */
  public static Failure of(Throwable thrown) {
    return switch (thrown) {
      case ApiException e -> new Failure(e.status(), message(e), false);
      case ParameterException e -> new Failure(HttpStatus.BAD_REQUEST, message(e), false);
      case InvalidQueryException e -> new Failure(HttpStatus.BAD_REQUEST, message(e), false);
      case NotSupportedException e -> new Failure(HttpStatus.NOT_IMPLEMENTED, message(e), false);
      case QueryLimitException e ->
          new Failure(
              e.limit() == Partial.TIME
                  ? HttpStatus.GATEWAY_TIMEOUT
                  : HttpStatus.UNPROCESSABLE_ENTITY,
              message(e),
              false);
      case StoreUnavailableException e ->
          new Failure(
              HttpStatus.SERVICE_UNAVAILABLE, message(e), false, Optional.of(e.retryAfter()));
      case StoreException _ ->
          new Failure(
              HttpStatus.INTERNAL_SERVER_ERROR,
              "the store cannot read its data; see the log",
              true);
      default -> new Failure(HttpStatus.INTERNAL_SERVER_ERROR, "internal error; see the log", true);
    };
  }

  private static String message(Throwable thrown) {
    String message = thrown.getMessage();
    return message != null ? message : thrown.getClass().getSimpleName();
  }
}
