// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.codec.json.JsonText;
import dev.clew.model.SpanBatchBuilder;
import java.util.Arrays;

/**
 * The names of spans in lower case, interned in one builder.
 *
 * <p>Cost: a name in lower-case ASCII, as most are, becomes an object once per batch.
 */
final class SpanNames {

  private final SpanBatchBuilder target;
  private int[] hashes = new int[256]; // by reference; 0 is not known

  SpanNames(SpanBatchBuilder target) {
    this.target = target;
  }

  /** Gives a span this name. */
  void set(ZipkinSpan span, JsonText name) {
    if (!isLowerCase(name)) {
      span.name(name.string(), target);
      return;
    }
    int reference = target.intern(name.bytes(), name.begin(), name.length());
    if (reference >= hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.max(reference + 1, hashes.length * 2));
    }
    if (hashes[reference] == 0) {
      hashes[reference] = name.string().hashCode();
    }
    span.nameRef = reference;
    span.nameHash = hashes[reference];
  }

  /** Whether it is sure that there is no other lower case of it. */
  private static boolean isLowerCase(JsonText name) {
    byte[] bytes = name.bytes();
    for (int i = name.begin(); i < name.end(); i++) {
      if (bytes[i] < 0 || (bytes[i] >= 'A' && bytes[i] <= 'Z')) {
        return false;
      }
    }
    return true;
  }
}
