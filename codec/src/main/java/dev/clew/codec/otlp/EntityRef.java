// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import dev.clew.codec.MalformedPayloadException;
import dev.clew.codec.protobuf.ProtoInput;
import dev.clew.codec.protobuf.ProtoOutput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * OTLP's reference to an entity that a resource describes.
 *
 * @param idKeys keys of the resource's attributes that identify the entity
 * @param descriptionKeys keys of the resource's attributes that describe it
 */
record EntityRef(String schemaUrl, String type, List<String> idKeys, List<String> descriptionKeys) {

  EntityRef {
    idKeys = List.copyOf(idKeys);
    descriptionKeys = List.copyOf(descriptionKeys);
  }

  /**
   * Reads the form that {@code SpanBatch#resourceEntityRefsRef} describes.
   *
   * @throws MalformedPayloadException if it is malformed, which no reader lets into a batch
   */
  static List<EntityRef> decode(byte[] source, int offset, int length) {
    ProtoInput in = new ProtoInput();
    in.reset(source, offset);
    List<EntityRef> refs = new ArrayList<>();
    int at = offset;
    int limit = offset + length;
    while (at < limit) {
      int tag = in.tag(at, limit);
      if (tag == OtlpTags.RESOURCE_ENTITY_REFS) {
        int begin = in.open(in.next(), limit);
        at = in.end();
        refs.add(decode(in, begin, at));
      } else {
        at = in.skip(tag, in.next(), limit);
      }
    }
    return refs;
  }

  private static EntityRef decode(ProtoInput in, int at, int limit) {
    String schemaUrl = "";
    String type = "";
    List<String> idKeys = new ArrayList<>();
    List<String> descriptionKeys = new ArrayList<>();
    while (at < limit) {
      int tag = in.tag(at, limit);
      int begin = in.next();
      at = in.skip(tag, begin, limit);
      switch (tag) {
        case OtlpTags.ENTITY_SCHEMA_URL -> schemaUrl = text(in, begin, limit);
        case OtlpTags.ENTITY_TYPE -> type = text(in, begin, limit);
        case OtlpTags.ENTITY_ID_KEYS -> idKeys.add(text(in, begin, limit));
        case OtlpTags.ENTITY_DESCRIPTION_KEYS -> descriptionKeys.add(text(in, begin, limit));
        default -> {}
      }
    }
    return new EntityRef(schemaUrl, type, idKeys, descriptionKeys);
  }

  private static String text(ProtoInput in, int at, int limit) {
    int begin = in.open(at, limit);
    return new String(in.bytes(), begin, in.end() - begin, StandardCharsets.UTF_8);
  }

  /** The form that {@link #decode} reads. */
  static byte[] encode(List<EntityRef> refs) {
    ProtoOutput out = new ProtoOutput();
    for (EntityRef ref : refs.reversed()) {
      int size = out.size();
      ref.descriptionKeys
          .reversed()
          .forEach(key -> out.text(OtlpTags.ENTITY_DESCRIPTION_KEYS, key));
      ref.idKeys.reversed().forEach(key -> out.text(OtlpTags.ENTITY_ID_KEYS, key));
      out.textIfAny(OtlpTags.ENTITY_TYPE, ref.type);
      out.textIfAny(OtlpTags.ENTITY_SCHEMA_URL, ref.schemaUrl);
      out.message(OtlpTags.RESOURCE_ENTITY_REFS, size);
    }
    return out.toByteArray();
  }
}
