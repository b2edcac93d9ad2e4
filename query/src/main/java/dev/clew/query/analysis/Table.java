// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of a report: a title, what it means, heads and rows of cells. Heads that begin with
 * {@code >} stand over numbers.
 */
record Table(String title, String note, List<String> heads, List<List<String>> rows) {

  static final String NUMBER = ">";

  Table {
    heads = List.copyOf(heads);
    rows = List.copyOf(rows);
  }

  static Builder of(String title, String note, String... heads) {
    return new Builder(title, note, List.of(heads));
  }

  boolean isNumber(int column) {
    return heads.get(column).startsWith(NUMBER);
  }

  String head(int column) {
    return isNumber(column) ? heads.get(column).substring(NUMBER.length()) : heads.get(column);
  }

  /** Collects rows. */
  static final class Builder {
    private final String title;
    private final String note;
    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    private Builder(String title, String note, List<String> heads) {
      this.title = title;
      this.note = note;
      this.heads = heads;
    }

    void row(String... cells) {
      rows.add(List.of(cells));
    }

    Table build() {
      return new Table(title, note, heads, rows);
    }
  }
}
