// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.client;

/** Clew answered that it will not or cannot do what it was asked. */
public final class ClewStatusException extends ClewException {

  private static final long serialVersionUID = 1;

  private final int status;

  ClewStatusException(int status, String message) {
    super(message + " (HTTP " + status + ")");
    this.status = status;
  }

  /** The HTTP status: 400 for a query that makes no sense, 503 for a server that is busy, … */
  public int status() {
    return status;
  }
}
