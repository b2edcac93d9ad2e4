// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import dev.clew.codec.MalformedPayloadException;
import dev.clew.codec.protobuf.ProtoInput;

/**
 * Walks an encoded array or kvlist before its bytes are kept, so that whoever decodes them later
 * finds neither a length that points outside nor a nesting that overflows a stack.
 */
final class NestedCheck {

  private final ProtoInput in;
  private final int depthMax;

  NestedCheck(ProtoInput in, int depthMax) {
    this.in = in;
    this.depthMax = depthMax;
  }

  /**
   * Whether the {@code ArrayValue} in {@code [at, limit)} nests no deeper than allowed.
   *
   * @throws MalformedPayloadException if it is malformed
   */
  boolean array(int at, int limit) {
    return list(at, limit, 1, false);
  }

  /**
   * Whether the {@code KeyValueList} in {@code [at, limit)} nests no deeper than allowed.
   *
   * @throws MalformedPayloadException if it is malformed
   */
  boolean kvList(int at, int limit) {
    return list(at, limit, 1, true);
  }

  private boolean list(int at, int limit, int depth, boolean pairs) {
    if (depth > depthMax) {
      return false;
    }
    boolean shallow = true;
    while (at < limit && shallow) {
      int tag = in.tag(at, limit);
      at = in.next();
      if (tag == OtlpTags.LIST_VALUES) {
        int begin = in.open(at, limit);
        at = in.end();
        shallow = pairs ? pair(begin, at, depth) : value(begin, at, depth);
      } else {
        at = in.skip(tag, at, limit);
      }
    }
    return shallow;
  }

  private boolean pair(int at, int limit, int depth) {
    boolean shallow = true;
    while (at < limit && shallow) {
      int tag = in.tag(at, limit);
      at = in.next();
      if (tag == OtlpTags.KEY_VALUE_VALUE) {
        int begin = in.open(at, limit);
        at = in.end();
        shallow = value(begin, at, depth);
      } else {
        at = in.skip(tag, at, limit);
      }
    }
    return shallow;
  }

  private boolean value(int at, int limit, int depth) {
    boolean shallow = true;
    while (at < limit && shallow) {
      int tag = in.tag(at, limit);
      at = in.next();
      if (tag == OtlpTags.VALUE_ARRAY || tag == OtlpTags.VALUE_KVLIST) {
        int begin = in.open(at, limit);
        at = in.end();
        shallow = list(begin, at, depth + 1, tag == OtlpTags.VALUE_KVLIST);
      } else {
        at = in.skip(tag, at, limit);
      }
    }
    return shallow;
  }
}
