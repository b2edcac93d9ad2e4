// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A file that is read in any order, as formats with their index at the end want it.
 *
 * <p>Threads: any number at once.
 */
public interface FileBytes {

  /** What messages call it. */
  String name();

  /** How many bytes there are. */
  long size() throws IOException;

  /** Fills a buffer with the bytes from a position on; ends early only at the end of the file. */
  void read(ByteBuffer target, long position) throws IOException;
}
