// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec;

import org.jspecify.annotations.Nullable;

/**
 * A payload that is not what it claims to be: truncated, with a length that points outside, not
 * JSON. The message says what was found and where; it never holds the payload's content.
 */
public final class MalformedPayloadException extends RuntimeException {

  private final long offset;

  /**
   * A fault at a byte of the payload.
   *
   * @param offset where the fault was noticed, counted from the payload's first byte
   */
  public MalformedPayloadException(String what, long offset) {
    super(what + " at byte " + offset);
    this.offset = offset;
  }

  /** A fault that another parser noticed. */
  public MalformedPayloadException(String what, long offset, Throwable cause) {
    super(what + " at byte " + offset, cause);
    this.offset = offset;
  }

  /** A fault of the payload as a whole, told in the words of its protocol. */
  public MalformedPayloadException(String message) {
    this(message, null);
  }

  /** A fault of the payload as a whole, which another parser noticed. */
  public MalformedPayloadException(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.offset = 0;
  }

  /** Where the fault was noticed, counted from the payload's first byte. */
  public long offset() {
    return offset;
  }
}
