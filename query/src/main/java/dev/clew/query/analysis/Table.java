// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of a report: a title, what it means, heads and rows of cells. Heads that begin with
 * {@code >} stand over numbers, those that begin with {@code ~} over whole sentences.
 */
record Table(String title, String note, List<String> heads, List<List<String>> rows) {

  static final String NUMBER = ">";
  static final String WIDE = "~";

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

  boolean isWide(int column) {
    return heads.get(column).startsWith(WIDE);
  }

  String head(int column) {
    String head = heads.get(column);
    return isNumber(column) || isWide(column) ? head.substring(1) : head;
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
