// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.rehearsal;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * A trace as a request that can be sent any number of times, each time under another id: an id has
 * the same length everywhere, so it is overwritten where it stands.
 */
final class RecordedTrace {

  private final String id;
  private final byte[] request;
  private final int[] idOffsets;

  /** A request in which every span has this trace id, 32 hexadecimal digits. */
  RecordedTrace(String id, ReplayFormat format, byte[] request) {
    this.id = id;
    this.request = request;
    byte[] wanted = format.id(HexFormat.of().parseHex(id));
    this.idOffsets =
        IntStream.rangeClosed(0, request.length - wanted.length)
            .filter(at -> Arrays.equals(request, at, at + wanted.length, wanted, 0, wanted.length))
            .toArray();
  }

  String id() {
    return id;
  }

  /** How many ids are in it: one for each span, and those of links within the trace. */
  int spanCount() {
    return idOffsets.length;
  }

  int length() {
    return request.length;
  }

  /** Copies the request to {@code target}, with another id. */
  void copyTo(byte[] target, int offset, byte[] newId) {
    System.arraycopy(request, 0, target, offset, request.length);
    for (int at : idOffsets) {
      System.arraycopy(newId, 0, target, offset + at, newId.length);
    }
  }
}
