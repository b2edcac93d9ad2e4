// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.filter;

/** A structured filter that cannot be read or evaluated. The message is for the client. */
final class FilterException extends IllegalArgumentException {

  FilterException(String message) {
    super(message);
  }

  FilterException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
