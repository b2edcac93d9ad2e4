// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store;

/**
 * A store could not do what it was asked to. The message names the file, table or value concerned.
 */
public class StoreException extends RuntimeException {

  /** A failure without a deeper cause. */
  public StoreException(String message) {
    super(message);
  }

  /** A failure with its cause. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
