// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts as small dense integers, in the order in which they were first seen.
 *
 * <p>Threads: one at a time while texts are added.
 */
public final class TextCodes {

  private final Map<String, Integer> codes = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  /** The code of a text, which becomes a new one if it was not known. */
  public int code(String text) {
    Integer known = codes.get(text);
    if (known != null) {
      return known;
    }
    int code = texts.size();
    codes.put(text, code);
    texts.add(text);
    return code;
  }

  /** The code of a text, or -1 if it is not known. */
  public int find(String text) {
    return codes.getOrDefault(text, -1);
  }

  /** The text of a code. */
  public String text(int code) {
    return texts.get(code);
  }

  /** How many texts are known; their codes are {@code 0 .. size() - 1}. */
  public int size() {
    return texts.size();
  }
}
