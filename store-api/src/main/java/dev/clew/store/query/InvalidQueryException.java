// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

/**
 * A query that cannot be evaluated by any store: a malformed regular expression, a cursor of
 * another query.
 */
public final class InvalidQueryException extends IllegalArgumentException {

  /** An invalid query; the message names the value and what was expected. */
  public InvalidQueryException(String message) {
    super(message);
  }

  /** An invalid query with what a parser said of it. */
  public InvalidQueryException(String message, Throwable cause) {
    super(message, cause);
  }
}
