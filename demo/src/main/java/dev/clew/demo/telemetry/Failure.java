// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;

/**
 * Something that went wrong inside the simulated platform: it propagates up the call chain as an
 * exception would and is recorded on each span it leaves.
 */
public final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  private static final AttributeKey<String> STACK_TRACE =
      AttributeKey.stringKey("exception.stacktrace");

  private final String type;
  private final String message;
  private final String stackTrace;
  private final int httpStatus;

  /**
   * A failure as its service's own language would report it.
   *
   * @param httpStatus what the service answers if it does not handle this; 500 is the usual
   */
  public Failure(String type, String message, String stackTrace, int httpStatus) {
    super(message, null, false, false);
    this.type = type;
    this.message = message;
    this.stackTrace = stackTrace;
    this.httpStatus = httpStatus;
  }

  /** The status of an HTTP response that reports this failure. */
  public int httpStatus() {
    return httpStatus;
  }

  /** The simulated exception's class. */
  public String type() {
    return type;
  }

  /** The simulated exception's message. */
  public String message() {
    return message;
  }

  /** The attributes of an {@code exception} event. */
  public Attributes attributes() {
    return Attributes.of(TYPE, type, MESSAGE, message, STACK_TRACE, stackTrace);
  }
}
