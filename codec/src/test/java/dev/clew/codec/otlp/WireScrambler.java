// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Rewrites an encoded message into bytes that mean as much but look as no encoder would write them:
 * fields in another order, unknown fields in between, a singular message in two parts, a scalar
 * that is overwritten by a later one, varints longer than they need to be.
 */
final class WireScrambler {

  private final RandomGenerator random;

  WireScrambler(RandomGenerator random) {
    this.random = random;
  }

  byte[] scramble(Descriptor type, byte[] message) throws IOException {
    List<byte[]> fields = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      if (chance(0.05)) {
        fields.add(unknownField());
      }
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        subMessage(field, tag, in.readByteArray(), fields);
      } else {
        if (!field.isRepeated() && chance(0.05)) {
          fields.add(field(tag, earlierValue(tag)));
        }
        fields.add(field(tag, raw(tag, in)));
      }
    }
    shuffle(fields);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fields.forEach(out::writeBytes);
    return out.toByteArray();
  }

  private void subMessage(FieldDescriptor field, int tag, byte[] content, List<byte[]> fields)
      throws IOException {
    int split = 0;
    if (!field.isRepeated() && chance(0.2)) {
      split = fieldBoundary(content);
      fields.add(field(tag, lengthPrefixed(scramble(field.getMessageType(), content, 0, split))));
    }
    fields.add(
        field(
            tag, lengthPrefixed(scramble(field.getMessageType(), content, split, content.length))));
  }

  private byte[] scramble(Descriptor type, byte[] content, int begin, int end) throws IOException {
    return scramble(type, ByteString.copyFrom(content, begin, end - begin).toByteArray());
  }

  /** The end of a random field of the message, or 0. */
  private int fieldBoundary(byte[] message) throws IOException {
    List<Integer> boundaries = new ArrayList<>(List.of(0));
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      in.skipField(tag);
      boundaries.add(in.getTotalBytesRead());
    }
    return boundaries.get(random.nextInt(boundaries.size()));
  }

  /** Moves fields past fields of another number; what has the same number keeps its order. */
  private void shuffle(List<byte[]> fields) {
    for (int swaps = chance(0.5) ? 0 : fields.size() * 2; swaps > 0 && fields.size() > 1; swaps--) {
      int i = random.nextInt(fields.size() - 1);
      byte[] one = fields.get(i);
      byte[] other = fields.get(i + 1);
      if (one[0] != other[0]) {
        fields.set(i, other);
        fields.set(i + 1, one);
      }
    }
  }

  private byte[] unknownField() throws IOException {
    int number = 1000 + random.nextInt(100);
    return switch (random.nextInt(4)) {
      case 0 -> field(number << 3, varint(random.nextLong()));
      case 1 -> field(number << 3 | 1, bytes(8));
      case 2 -> field(number << 3 | 2, lengthPrefixed(bytes(random.nextInt(20))));
      default -> field(number << 3 | 5, bytes(4));
    };
  }

  /** The content of a field, as it is. */
  private byte[] raw(int tag, CodedInputStream in) throws IOException {
    return switch (WireFormat.getTagWireType(tag)) {
      case WireFormat.WIRETYPE_VARINT -> varint(in.readRawVarint64());
      case WireFormat.WIRETYPE_FIXED64 -> in.readRawBytes(8);
      case WireFormat.WIRETYPE_FIXED32 -> in.readRawBytes(4);
      default -> lengthPrefixed(in.readByteArray());
    };
  }

  /** A value that a later one of the same field must replace. */
  private byte[] earlierValue(int tag) throws IOException {
    return switch (WireFormat.getTagWireType(tag)) {
      case WireFormat.WIRETYPE_VARINT -> varint(random.nextInt(6));
      case WireFormat.WIRETYPE_FIXED64 -> bytes(8);
      case WireFormat.WIRETYPE_FIXED32 -> bytes(4);
      default -> lengthPrefixed("x".repeat(random.nextInt(20)).getBytes(StandardCharsets.UTF_8));
    };
  }

  private byte[] field(int tag, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CodedOutputStream coded = CodedOutputStream.newInstance(out);
    coded.writeUInt32NoTag(tag);
    coded.flush();
    out.writeBytes(content);
    return out.toByteArray();
  }

  private byte[] lengthPrefixed(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(varint(content.length));
    out.writeBytes(content);
    return out.toByteArray();
  }

  private byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while ((value & ~0x7FL) != 0) {
      out.write(((int) value & 0x7F) | 0x80);
      value >>>= 7;
    }
    if (out.size() < 9 && chance(0.05)) {
      out.write((int) value | 0x80);
      out.write(0);
    } else {
      out.write((int) value);
    }
    return out.toByteArray();
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }
}
