// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.report;

import java.util.List;

/**
 * A part of the report.
 *
 * @param title its headline
 * @param notes how it was measured, a sentence each
 */
record Chapter(String title, List<Figure> figures, List<String> notes) {

  Chapter {
    figures = List.copyOf(figures);
    notes = List.copyOf(notes);
  }
}
