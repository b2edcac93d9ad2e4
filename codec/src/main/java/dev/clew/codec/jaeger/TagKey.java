// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import java.util.Arrays;

/** Keys of tags that say what OTLP has a field for. */
enum TagKey {
  ERROR("error"),
  SPAN_KIND("span.kind"),
  STATUS_CODE("otel.status_code"),
  STATUS_DESCRIPTION("otel.status_description"),
  HTTP_STATUS_CODE("http.status_code"),
  HTTP_STATUS_MESSAGE("http.status_message"),
  TRACE_STATE("w3c.tracestate"),
  SCOPE_NAME("otel.scope.name"),
  SCOPE_VERSION("otel.scope.version"),
  LIBRARY_NAME("otel.library.name"),
  LIBRARY_VERSION("otel.library.version"),
  OTHER("");

  private static final int LENGTH_MAX = 23;
  private static final TagKey[][] BY_LENGTH = byLength();

  private final String key;

  TagKey(String key) {
    this.key = key;
  }

  /** Which of them stands in {@code [begin, end)}. */
  static TagKey of(byte[] bytes, int begin, int end) {
    int length = end - begin;
    if (length > LENGTH_MAX) {
      return OTHER;
    }
    for (TagKey key : BY_LENGTH[length]) {
      if (key.isAt(bytes, begin)) {
        return key;
      }
    }
    return OTHER;
  }

  /** Whether the bytes from {@code begin} on are this key, which is ASCII. */
  private boolean isAt(byte[] bytes, int begin) {
    for (int i = 0; i < key.length(); i++) {
      if (bytes[begin + i] != key.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static TagKey[][] byLength() {
    TagKey[][] byLength = new TagKey[LENGTH_MAX + 1][];
    for (int length = 0; length <= LENGTH_MAX; length++) {
      int wanted = length;
      byLength[length] =
          Arrays.stream(values())
              .filter(each -> each.key.length() == wanted)
              .toArray(TagKey[]::new);
    }
    return byLength;
  }
}
