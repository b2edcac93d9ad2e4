// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.arch.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MarkdownTest {

  private static final Pattern FENCED_CODE = Pattern.compile("(?ms)^ *(```|~~~).*?^ *\\1");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");
  private static final Pattern FIRST_LEVEL_HEADING = Pattern.compile("(?m)^# ");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\((?<target>[^)\\s]+)[^)]*\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*|//.*");

  @Test
  void documents_haveOneFirstLevelHeading() throws Exception {
    assertThat(ProjectFiles.endingIn(".md"))
        .filteredOn(file -> FIRST_LEVEL_HEADING.matcher(prose(file)).results().count() != 1)
        .isEmpty();
  }

  @Test
  void relativeLinks_leadSomewhere() throws Exception {
    List<String> dead = new ArrayList<>();
    for (Path file : ProjectFiles.endingIn(".md")) {
      LINK.matcher(prose(file))
          .results()
          .map(link -> link.group("target"))
          .filter(target -> !ELSEWHERE.matcher(target).matches() && !leadsSomewhere(file, target))
          .forEach(target -> dead.add(file + ": " + target));
    }
    assertThat(dead).isEmpty();
  }

  private static boolean leadsSomewhere(Path from, String target) {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
    if (!Files.exists(ProjectFiles.ROOT.resolve(file))) {
      return false;
    }
    return parts.length == 1
        || !file.toString().endsWith(".md")
        || HEADING
            .matcher(prose(file))
            .results()
            .map(MarkdownTest::anchor)
            .anyMatch(parts[1]::equals);
  }

  /** As GitHub makes them: lower case, punctuation removed, blanks to hyphens. */
  private static String anchor(MatchResult heading) {
    return heading
        .group(1)
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  private static String prose(Path file) {
    return FENCED_CODE.matcher(ProjectFiles.read(file)).replaceAll("");
  }
}
