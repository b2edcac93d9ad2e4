// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

/** Somebody closed the server before it had started. */
public final class ClosedWhileStartingException extends RuntimeException {

  ClosedWhileStartingException() {
    super("the server was stopped while it was starting");
  }
}
