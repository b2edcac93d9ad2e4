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

  /** Finds the message in a complete body. */
  @FunctionalInterface
  interface Locator {
    /**
     * Looks into a body.
     *
     * @throws RefusedException if the message is not where it should be
     */
    Message locate(byte[] bytes, int length);
  }
}
