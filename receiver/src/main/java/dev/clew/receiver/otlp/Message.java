// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

/**
 * Where the OTLP message stands in what was received, and how to read it.
 *
 * @param offset its first byte
 * @param length how many bytes it has, as received
 */
record Message(int offset, int length, ContentCoding coding, OtlpFormat format) {

  /** How a transport puts the message into the body. */
  interface Framing {

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
