// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer.parquet;

import dev.clew.transfer.FileBytes;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;

/** The columns of a row group. */
record RowGroupPages(FileBytes file, RowGroup group) implements PageReadStore {

  @Override
  public PageReader getPageReader(ColumnDescriptor descriptor) {
    List<String> path = List.of(descriptor.getPath());
    for (ColumnMetaData column : FileFooter.columns(group)) {
      if (path.equals(column.getPath_in_schema())) {
        return new ColumnPages(file, column, descriptor);
      }
    }
    throw new IllegalArgumentException(
        "column %s: not in a row group (expected: in each)".formatted(String.join(".", path)));
  }

  @Override
  public long getRowCount() {
    return group.getNum_rows();
  }
}
