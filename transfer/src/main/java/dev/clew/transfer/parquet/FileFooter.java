// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer.parquet;

import dev.clew.transfer.FileBytes;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * What stands at the end of a file of Parquet: its columns and where they are.
 *
 * @param schema names, nesting and physical types; what a type means is left out
 */
record FileFooter(MessageType schema, List<RowGroup> rowGroups) {

  private static final int TAIL_BYTES = 8; // length of the footer, and the magic number
  private static final int DEPTH_MAX = 32;

  static FileFooter read(FileBytes file) throws IOException {
    ByteBuffer tail = ByteBuffer.wrap(bytes(file, file.size() - TAIL_BYTES, TAIL_BYTES));
    int length = tail.order(ByteOrder.LITTLE_ENDIAN).getInt();
    String magic = StandardCharsets.ISO_8859_1.decode(tail).toString();
    if (!magic.equals(ParquetImport.MAGIC)) {
      throw new IOException("the end: \"" + magic.strip() + "\"");
    }
    byte[] footer = bytes(file, file.size() - TAIL_BYTES - length, length);
    FileMetaData data = Util.readFileMetaData(new ByteArrayInputStream(footer));
    Iterator<SchemaElement> elements = required(data.getSchema()).iterator();
    SchemaElement root = elements.next();
    List<Type> fields = fields(root, elements, 0);
    return new FileFooter(new MessageType(root.getName(), fields), required(data.getRow_groups()));
  }

  /** The columns of a row group. */
  static List<ColumnMetaData> columns(RowGroup group) {
    return required(group.getColumns()).stream()
        .map(chunk -> required(chunk.getMeta_data()))
        .toList();
  }

  /** Bytes of a file, all of which have to be there. */
  static byte[] bytes(FileBytes file, long position, int length) throws IOException {
    if (position < 0 || length < 0 || position > file.size() - length) {
      throw new EOFException(
          "%s bytes at %s (expected: within the %s bytes of the file)"
              .formatted(length, position, file.size()));
    }
    byte[] bytes = new byte[length];
    file.read(ByteBuffer.wrap(bytes), position);
    return bytes;
  }

  private static List<Type> fields(SchemaElement of, Iterator<SchemaElement> elements, int depth)
      throws IOException {
    if (depth == DEPTH_MAX) {
      throw new IOException("columns: nested deeper than " + DEPTH_MAX);
    }
    List<Type> fields = new ArrayList<>();
    for (int i = 0; i < of.getNum_children(); i++) {
      SchemaElement field = elements.next();
      Type.Repetition repetition =
          Type.Repetition.valueOf(required(field.getRepetition_type()).name());
      fields.add(
          field.isSetType()
              ? new PrimitiveType(repetition, name(field), field.getType_length(), field.getName())
              : new GroupType(repetition, field.getName(), fields(field, elements, depth + 1)));
    }
    return fields;
  }

  /** A field that a file may lack, though the format demands it. */
  static <T> T required(@Nullable T field) {
    if (field == null) {
      throw new IllegalArgumentException("a field of a header is missing");
    }
    return field;
  }

  private static PrimitiveTypeName name(SchemaElement field) {
    return switch (required(field.getType())) {
      case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
      case INT32 -> PrimitiveTypeName.INT32;
      case INT64 -> PrimitiveTypeName.INT64;
      case INT96 -> PrimitiveTypeName.INT96;
      case FLOAT -> PrimitiveTypeName.FLOAT;
      case DOUBLE -> PrimitiveTypeName.DOUBLE;
      case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
      case FIXED_LEN_BYTE_ARRAY -> PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
    };
  }
}
