// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.admin;

/**
 * The store cannot do what was asked for, now or later; {@link dev.clew.store.Capabilities} says so
 * beforehand. The message is for people, those who asked included.
 */
public final class NotSupportedException extends UnsupportedOperationException {

  /** A refusal that says what the store cannot do. */
  public NotSupportedException(String message) {
    super(message);
  }
}
