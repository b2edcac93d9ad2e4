// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An address that names a model, such as {@code /v2/models/{model}/versions/{version}/infer}. It
 * must be the whole path; one of three segments or more may stand behind a prefix.
 */
public record RoutePattern(String path, Operation operation) {

  private static final String MODEL = "{model}";
  private static final String VERSION = "{version}";
  private static final int SEGMENTS_BEHIND_PREFIX_MIN = 3;

  /** What an address says; null for what it does not. */
  public record Match(@Nullable String model, @Nullable String version, Operation operation) {}

  /** What a path says, or null if it is another. */
  public @Nullable Match match(String address) {
    List<String> wanted = List.of(path.split("/", -1));
    List<String> given = List.of(address.split("/", -1));
    int skipped = given.size() - wanted.size();
    if (skipped < 0 || (skipped > 0 && wanted.size() <= SEGMENTS_BEHIND_PREFIX_MIN)) {
      return null;
    }
    String model = null;
    String version = null;
    for (int i = 1; i < wanted.size(); i++) {
      String pattern = wanted.get(i);
      int brace = pattern.indexOf('{');
      if (brace < 0) {
        if (!pattern.equals(given.get(skipped + i))) {
          return null;
        }
        continue;
      }
      String suffix = pattern.substring(pattern.indexOf('}') + 1);
      String value = given.get(skipped + i);
      if (!value.endsWith(suffix)
          || !isValue(value.substring(0, value.length() - suffix.length()))) {
        return null;
      }
      value = value.substring(0, value.length() - suffix.length());
      model = pattern.startsWith(MODEL) ? value : model;
      version = pattern.startsWith(VERSION) ? value : version;
    }
    return new Match(model, version, operation);
  }

  /** The path of a URL, without query. */
  public static String pathOf(String address) {
    int scheme = address.indexOf("://");
    int begin = scheme < 0 ? 0 : address.indexOf('/', scheme + 3);
    if (begin < 0) {
      return "";
    }
    int end = begin;
    while (end < address.length() && address.charAt(end) != '?' && address.charAt(end) != '#') {
      end++;
    }
    return address.substring(begin, end);
  }

  /** Not empty, no placeholder of a route template, no further action. */
  private static boolean isValue(String text) {
    return !text.isEmpty() && "{<:$*".indexOf(text.charAt(0)) < 0 && text.indexOf(':') < 0;
  }
}
