// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import dev.clew.codec.AttributeKeys;
import dev.clew.codec.RequestTally;
import dev.clew.codec.SpanRejection;
import dev.clew.codec.protobuf.ProtoInput;
import dev.clew.model.AttributeScope;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code KeyValue} messages into the open row of a builder.
 *
 * <p>Protobuf's rules for fields that come twice are kept: the last key wins, the last member of
 * the {@code AnyValue} oneof wins, and two arrays (or two kvlists) in a row are one, the elements
 * of the second after those of the first. The encoding of a merged list is the concatenation of the
 * encodings, so merging is copying.
 */
final class AttributeReader {

  private final ProtoInput in;
  private final RequestTally tally;
  private final NestedCheck nested;
  private SpanBatchBuilder target = new SpanBatchBuilder();

  private final AttributeKeys keys = new AttributeKeys();

  // The value of the KeyValue that is being read
  private ValueType type = ValueType.EMPTY;
  private long bits;
  private int contentBegin;
  private int contentEnd;
  private boolean isMerged; // content is in merged, not in the payload
  private boolean tooDeep;
  private final GrowingBytes merged = new GrowingBytes();

  AttributeReader(ProtoInput in, RequestTally tally) {
    this.in = in;
    this.tally = tally;
    this.nested = new NestedCheck(in, tally.limits().nestingDepthMax());
  }

  /** Adds to this builder from now on. */
  void target(SpanBatchBuilder target) {
    this.target = target;
  }

  /**
   * Adds the {@code KeyValue} in {@code [at, limit)} to the open row of a scope.
   *
   * @param ordinal 1 for the first attribute of its owner
   * @return null, or why the owner must be left out
   */
  @Nullable SpanRejection read(AttributeScope scope, int at, int limit, int ordinal) {
    if (ordinal > tally.limits().attributesPerOwnerMax()) {
      return SpanRejection.TOO_MANY_ATTRIBUTES;
    }
    if (!tally.countItem()) {
      return SpanRejection.TOO_MANY_ITEMS;
    }
    int keyBegin = at;
    int keyEnd = at;
    type = ValueType.EMPTY;
    bits = 0;
    tooDeep = false;
    while (at < limit) {
      int tag = in.tag(at, limit);
      at = in.next();
      if (tag == OtlpTags.KEY_VALUE_KEY) {
        keyBegin = in.open(at, limit);
        keyEnd = in.end();
        at = keyEnd;
      } else if (tag == OtlpTags.KEY_VALUE_VALUE) {
        int begin = in.open(at, limit);
        at = in.end();
        value(begin, at);
      } else {
        at = in.skip(tag, at, limit);
      }
    }
    if (tooDeep) {
      return SpanRejection.NESTED_TOO_DEEP;
    }
    if (type.isReference()) {
      bits = target.intern(content(), contentBegin, contentEnd - contentBegin);
    }
    target.attribute(scope, keys.intern(target, in.bytes(), keyBegin, keyEnd), type, bits);
    return null;
  }

  private void value(int at, int limit) {
    while (at < limit) {
      int tag = in.tag(at, limit);
      at = in.next();
      switch (tag) {
        case OtlpTags.VALUE_STRING -> at = content(ValueType.STRING, at, limit);
        case OtlpTags.VALUE_BOOL -> {
          number(ValueType.BOOL, in.varint(at, limit) != 0 ? 1 : 0);
          at = in.next();
        }
        case OtlpTags.VALUE_INT -> {
          number(ValueType.INT, in.varint(at, limit));
          at = in.next();
        }
        case OtlpTags.VALUE_DOUBLE -> {
          number(ValueType.DOUBLE, in.fixed64(at, limit));
          at += Long.BYTES;
        }
        case OtlpTags.VALUE_ARRAY -> at = list(ValueType.ARRAY, at, limit);
        case OtlpTags.VALUE_KVLIST -> at = list(ValueType.KVLIST, at, limit);
        case OtlpTags.VALUE_BYTES -> at = content(ValueType.BYTES, at, limit);
        default -> at = in.skip(tag, at, limit);
      }
    }
  }

  private void number(ValueType type, long bits) {
    this.type = type;
    this.bits = bits;
  }

  private int content(ValueType type, int at, int limit) {
    this.type = type;
    contentBegin = in.open(at, limit);
    contentEnd = in.end();
    isMerged = false;
    return contentEnd;
  }

  private byte[] content() {
    return isMerged ? merged.bytes() : in.bytes();
  }

  private int list(ValueType type, int at, int limit) {
    int begin = in.open(at, limit);
    int end = in.end();
    tooDeep |= !(type == ValueType.ARRAY ? nested.array(begin, end) : nested.kvList(begin, end));
    if (this.type == type) {
      append(begin, end);
    } else {
      content(type, at, limit);
    }
    return end;
  }

  /** Makes one of two lists. Rare: no encoder splits a list. */
  private void append(int begin, int end) {
    if (!isMerged) {
      merged.clear();
      merged.append(in.bytes(), contentBegin, contentEnd);
      isMerged = true;
      contentBegin = 0;
    }
    merged.append(in.bytes(), begin, end);
    contentEnd = merged.length();
  }
}
