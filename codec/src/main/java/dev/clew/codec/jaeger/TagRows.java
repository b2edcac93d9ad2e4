// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import dev.clew.codec.AttributeKeys;
import dev.clew.codec.RequestTally;
import dev.clew.codec.SpanRejection;
import dev.clew.codec.Utf8Check;
import dev.clew.model.AttributeScope;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Adds tags to the open row of a builder as attributes of the same type.
 *
 * <p>Jaeger's formats do not promise UTF-8. A key that is not becomes {@code invalid-tag-key} with
 * the bytes of key and value, a text that is not becomes bytes, as Jaeger's collector does it.
 */
final class TagRows {

  private static final byte[] INVALID_KEY = "invalid-tag-key".getBytes(StandardCharsets.UTF_8);

  private final RequestTally tally;
  private final AttributeKeys keys = new AttributeKeys();
  private SpanBatchBuilder target = new SpanBatchBuilder();
  private byte[] bytes = {};

  TagRows(RequestTally tally) {
    this.tally = tally;
  }

  /** Adds tags of this payload to this builder from now on. */
  void open(byte[] source, SpanBatchBuilder target) {
    this.bytes = source;
    this.target = target;
  }

  /**
   * Counts a tag.
   *
   * @param ordinal 1 for the first of its owner
   * @return null, or why the owner must be left out
   */
  @Nullable SpanRejection count(int ordinal) {
    if (ordinal > tally.limits().attributesPerOwnerMax()) {
      return SpanRejection.TOO_MANY_ATTRIBUTES;
    }
    return tally.countItem() ? null : SpanRejection.TOO_MANY_ITEMS;
  }

  void add(AttributeScope scope, Tag tag) {
    if (!Utf8Check.isValid(bytes, tag.keyBegin, tag.keyEnd)) {
      addInvalidKey(scope, tag);
      return;
    }
    int keyRef = keys.intern(target, bytes, tag.keyBegin, tag.keyEnd);
    add(scope, keyRef, tag);
  }

  /** Adds a tag under another key. */
  void add(AttributeScope scope, int keyRef, Tag tag) {
    ValueType type = tag.type;
    long bits = tag.bits();
    if (type.isReference()) {
      bits = target.intern(bytes, tag.begin(), tag.end() - tag.begin());
      type = isValidText(tag) ? type : ValueType.BYTES;
    }
    target.attribute(scope, keyRef, type, bits);
  }

  private boolean isValidText(Tag tag) {
    return tag.type != ValueType.STRING || Utf8Check.isValid(bytes, tag.begin(), tag.end());
  }

  private void addInvalidKey(AttributeScope scope, Tag tag) {
    byte[] key = Arrays.copyOfRange(bytes, tag.keyBegin, tag.keyEnd);
    byte[] value = valueBytes(tag);
    byte[] both = Arrays.copyOf(key, key.length + 1 + value.length);
    both[key.length] = ':';
    System.arraycopy(value, 0, both, key.length + 1, value.length);
    target.attribute(
        scope,
        target.intern(INVALID_KEY, 0, INVALID_KEY.length),
        ValueType.BYTES,
        target.intern(both, 0, both.length));
  }

  private byte[] valueBytes(Tag tag) {
    return switch (tag.type) {
      case STRING, BYTES -> Arrays.copyOfRange(bytes, tag.begin(), tag.end());
      case BOOL -> ascii(Boolean.toString(tag.bits() != 0));
      case INT -> ascii(Long.toString(tag.bits()));
      case DOUBLE -> ascii(Double.toString(Double.longBitsToDouble(tag.bits())));
      case EMPTY, ARRAY, KVLIST -> ascii("");
    };
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
