// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

/** A batch as a frame of the journal, ready to be written; from {@link BatchEncoders}. */
public final class EncodedBatch {

  final ByteSink frame;

  EncodedBatch(ByteSink frame) {
    this.frame = frame;
  }

  /** How many bytes it takes in the journal. */
  public int bytes() {
    return frame.length;
  }
}
