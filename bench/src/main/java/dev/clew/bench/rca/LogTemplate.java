// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.rca;

import java.util.regex.Pattern;

/**
 * What a log line says every time, without what it says this time: the place in the code if the
 * logger names one ({@code Class#42}, {@code file.go:42}), else the logger and the first words of
 * the message with quoted texts, brackets and everything that holds a digit replaced.
 */
final class LogTemplate {

  private static final Pattern CODE_PLACE = Pattern.compile(".*[#:]\\d+");
  private static final Pattern VARIABLE =
      Pattern.compile("\"[^\"]*\"|'[^']*'|\\{.*}|\\[.*]|\\(.*\\)|[^\\s=:,]*\\d[^\\s=:,]*");
  private static final int WORDS_MAX = 8;

  private LogTemplate() {}

  static String of(String logger, String message) {
    if (CODE_PLACE.matcher(logger).matches()) {
      return logger;
    }
    String[] words = VARIABLE.matcher(message).replaceAll("*").strip().split("\\s+", WORDS_MAX + 1);
    StringBuilder template = new StringBuilder(logger);
    for (int i = 0; i < Math.min(words.length, WORDS_MAX); i++) {
      template.append(' ').append(words[i]);
    }
    return template.toString();
  }
}
