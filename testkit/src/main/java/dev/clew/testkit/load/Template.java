// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An encoded protobuf message with slots: places whose bytes are written anew for each use. Put
 * together field by field, inner messages first.
 */
final class Template {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<Slot> slots = new ArrayList<>();

  /**
   * A place that is written anew, and what is written there.
   *
   * @param trace which trace of the request it belongs to
   */
  record Slot(int offset, int trace, SlotValue value) {}

  byte[] bytes() {
    return bytes.toByteArray();
  }

  List<Slot> slotsOfTrace(int trace) {
    return slots.stream().filter(slot -> slot.trace() == trace).toList();
  }

  /** A length-delimited field that holds another message. */
  Template message(int field, Template content) {
    tag(field, 2);
    varint(content.bytes.size());
    return append(content);
  }

  /** The same message with all its slots in this trace of a request. */
  Template ofTrace(int trace) {
    Template copy = new Template();
    copy.bytes.writeBytes(bytes());
    slots.forEach(slot -> copy.slots.add(new Slot(slot.offset(), trace, slot.value())));
    return copy;
  }

  private Template append(Template other) {
    int begin = bytes.size();
    bytes.writeBytes(other.bytes());
    other.slots.forEach(
        slot -> slots.add(new Slot(begin + slot.offset(), slot.trace(), slot.value())));
    return this;
  }

  Template text(int field, String text) {
    return message(field, new Template().raw(text));
  }

  Template varint(int field, long value) {
    tag(field, 0);
    varint(value);
    return this;
  }

  /** A varint field; the slot writes an encoded varint. */
  Template varint(int field, SlotValue slot) {
    tag(field, 0);
    return slot(slot);
  }

  /** A fixed64 or double field. */
  Template fixed64(int field, SlotValue slot) {
    tag(field, 1);
    return slot(slot);
  }

  Template fixed32(int field, int value) {
    tag(field, 5);
    for (int shift = 0; shift < 32; shift += 8) {
      bytes.write(value >>> shift);
    }
    return this;
  }

  /** Characters without tag and length. */
  Template raw(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** A slot without tag and length. */
  Template slot(SlotValue slot) {
    slots.add(new Slot(bytes.size(), 0, slot));
    bytes.writeBytes(new byte[slot.length()]);
    return this;
  }

  private void tag(int field, int wireType) {
    varint((long) field << 3 | wireType);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write(((int) rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }
}
