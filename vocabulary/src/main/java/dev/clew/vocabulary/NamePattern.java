// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary;

/**
 * A name in which {@code *} stands for any characters. For instrumentation scopes {@code @} may
 * follow, and a pattern for the version.
 */
public record NamePattern(String name, String version) {

  private static final String ANY = "*";

  /** Reads {@code name} or {@code name@version}. */
  public static NamePattern of(String text) {
    int at = text.lastIndexOf('@');
    return at <= 0
        ? new NamePattern(text, ANY)
        : new NamePattern(text.substring(0, at), text.substring(at + 1));
  }

  /** Whether a name matches, whatever its version. */
  public boolean matches(String text) {
    return isMatch(name, text);
  }

  /** Whether a scope matches. */
  public boolean matches(String text, String scopeVersion) {
    return isMatch(name, text) && isMatch(version, scopeVersion);
  }

  @Override
  public String toString() {
    return version.equals(ANY) ? name : name + "@" + version;
  }

  /** O(pattern × text) in the worst case, without backtracking further than the last star. */
  private static boolean isMatch(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
