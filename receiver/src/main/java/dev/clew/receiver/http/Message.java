// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.http;

/**
 * Where the message stands in what was received.
 *
 * @param offset its first byte
 * @param length how many bytes it has, as received
 */
public record Message(int offset, int length, ContentCoding coding) {

  /** How a transport puts the message into the body. */
  public interface Framing {

    /** How many bytes the body has beside the message. */
    int frameBytes();

    /**
     * Finds the message in a complete body.
     *
     * @throws RefusedException if it is not where it should be
     */
    Message locate(byte[] body, int length);
  }
}
