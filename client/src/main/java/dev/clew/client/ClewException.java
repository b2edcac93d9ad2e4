// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.client;

/** Clew could not be asked, or did not answer. The message says what and why. */
public class ClewException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ClewException(String message) {
    super(message);
  }

  ClewException(String message, Throwable cause) {
    super(message, cause);
  }
}
