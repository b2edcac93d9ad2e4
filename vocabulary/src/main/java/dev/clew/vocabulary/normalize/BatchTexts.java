// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.normalize;

import dev.clew.model.DerivedColumns;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** References of texts that code uses, added to a batch when they are first needed. */
final class BatchTexts {

  private final Map<String, Integer> numbers = new HashMap<>();
  private int[] references = new int[64];

  void clear() {
    Arrays.fill(references, 0);
  }

  /** The reference of a text, of which there are few. */
  int reference(String text, DerivedColumns target) {
    Integer number = numbers.get(text);
    if (number == null) {
      number = numbers.size();
      numbers.put(text, number);
      references = number < references.length ? references : Arrays.copyOf(references, number * 2);
    }
    if (references[number] == 0) {
      references[number] = target.intern(text);
    }
    return references[number];
  }
}
