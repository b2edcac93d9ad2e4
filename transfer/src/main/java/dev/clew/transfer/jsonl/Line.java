// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer.jsonl;

/**
 * A line of a file.
 *
 * @param source the file's name
 * @param number counted from 1
 * @param bytes without the line feed; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Line(String source, long number, byte[] bytes) {

  /** Where it is, for messages. */
  String place() {
    return source + ":" + number;
  }
}
