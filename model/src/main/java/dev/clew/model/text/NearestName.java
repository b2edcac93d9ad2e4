// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model.text;

import static java.util.Comparator.comparingInt;

import java.util.Collection;
import java.util.Collections;
import java.util.function.Function;

/** Finds what somebody probably meant by a name that does not exist. */
public final class NearestName {

  private NearestName() {}

  /**
   * The candidate whose name takes the fewest edits to reach; a name that ends in the whole text
   * comes first.
   *
   * @param candidates at least one
   */
  public static <T> T to(String text, Collection<T> candidates, Function<T, String> name) {
    return Collections.min(
        candidates, comparingInt(candidate -> distance(text, name.apply(candidate))));
  }

  private static int distance(String text, String candidate) {
    return candidate.endsWith("." + text) ? 0 : editDistance(text, candidate);
  }

  /**
   * Levenshtein's distance: inserted, removed and replaced characters. O(a × b) time, O(b) space.
   */
  private static int editDistance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replace, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
