// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes in bytes as people write them: {@code 64MiB} is 64 × 1024², {@code 64MB} is 64 × 1000². The
 * unit is never left out, so that nobody has to guess which was meant.
 */
final class ByteSizeText {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,18})([kKMGT]?)(i?)B");
  private static final String PREFIXES = "KMGT";

  private ByteSizeText() {}

  /**
   * Throws {@link IllegalArgumentException} or, for a size beyond {@code long}, {@link
   * ArithmeticException}.
   */
  static long parse(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches() || (size.group(2).isEmpty() && !size.group(3).isEmpty())) {
      throw new IllegalArgumentException("not a size");
    }
    long base = size.group(3).isEmpty() ? 1_000 : 1_024;
    long bytes = Long.parseLong(size.group(1));
    for (int power = power(size.group(2)); power > 0; power--) {
      bytes = Math.multiplyExact(bytes, base);
    }
    return bytes;
  }

  /** In the largest binary unit that loses nothing. */
  static String format(long bytes) {
    int power = 0;
    long count = bytes;
    while (count != 0 && count % 1_024 == 0 && power < PREFIXES.length()) {
      count /= 1_024;
      power++;
    }
    return power == 0 ? count + "B" : count + String.valueOf(PREFIXES.charAt(power - 1)) + "iB";
  }

  private static int power(String prefix) {
    return prefix.isEmpty() ? 0 : PREFIXES.indexOf(Character.toUpperCase(prefix.charAt(0))) + 1;
  }
}
