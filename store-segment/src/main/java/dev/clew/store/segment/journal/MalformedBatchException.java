// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

/** Bytes that no {@link BatchEncoder} wrote. */
final class MalformedBatchException extends RuntimeException {

  MalformedBatchException(String actual, String expected) {
    super("encoded batch: " + actual + " (expected: " + expected + ")");
  }
}
