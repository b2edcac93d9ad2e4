// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.arch.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TidyTest {

  private static final Pattern LICENCE_HEADER =
      Pattern.compile(
          "(#!.*\n)?(?<comment>//|#) Copyright The Clew Authors\n"
              + "\\k<comment> SPDX-License-Identifier: Apache-2\\.0\n(?s:.*)");
  private static final int LINES_MAX = 500;
  private static final long BYTES_MAX = 200_000;

  /** Written by a tool, and read by nobody. */
  private static final Set<Path> LARGE_FILES = Set.of(Path.of("ui/package-lock.json"));

  /** Patterns for words, split so that this file does not contain them, and what to do instead. */
  private static final Map<Pattern, String> BANNED =
      Map.of(
          Pattern.compile("\\bFIX" + "ME\\b|\\bTO" + "DO\\b|\\bXX" + "X\\b"),
          "finish it, or open an issue",
          Pattern.compile("\\bThread\\.sl" + "eep\\b"),
          "wait for what you wait for: a latch, a future, Awaitility",
          Pattern.compile("@Dis" + "abled\\b|\\b(?:it|test|describe)\\.(?:sk" + "ip|on" + "ly)\\("),
          "a test that does not run proves nothing: mend or remove it",
          Pattern.compile(
              "\\bnew Random\\(\\)|\\bMath\\.ran"
                  + "dom\\(\\)|\\bCollections\\.shuffle\\([^,()]*\\)"),
          "pass a seeded generator");

  @Test
  void codeAndScripts_carryTheLicenceHeader() throws Exception {
    assertThat(ProjectFiles.endingIn(".java", ".ts", ".tsx", ".mjs", "clew", ".ci/run"))
        .filteredOn(file -> !LICENCE_HEADER.matcher(ProjectFiles.read(file)).matches())
        .isEmpty();
  }

  @Test
  void codeFiles_areShort() throws Exception {
    assertThat(code())
        .filteredOn(file -> ProjectFiles.read(file).lines().count() > LINES_MAX)
        .isEmpty();
  }

  @Test
  void code_isFreeOfBannedWords() throws Exception {
    List<String> found = new ArrayList<>();
    for (Path file : code()) {
      String text = ProjectFiles.read(file);
      BANNED.forEach((pattern, instead) -> {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
          found.add("%s:%s: %s".formatted(file, matcher.group(), instead));
        }
      });
    }
    assertThat(found).isEmpty();
  }

  @Test
  void files_areSmall() throws Exception {
    List<Path> large = new ArrayList<>();
    for (Path file : ProjectFiles.all()) {
      if (Files.size(ProjectFiles.ROOT.resolve(file)) > BYTES_MAX) {
        large.add(file);
      }
    }
    assertThat(LARGE_FILES).containsAll(large);
  }

  @Test
  void code_endsInOneLineFeedAndHasNoCarriageReturn() throws Exception {
    assertThat(code())
        .filteredOn(file -> !ProjectFiles.read(file).matches("(?s)[^\r]*[^\r\n]\n"))
        .isEmpty();
  }

  private static List<Path> code() throws IOException, InterruptedException {
    return ProjectFiles.endingIn(".java", ".ts", ".tsx", ".mjs", ".css", "clew", ".ci/run");
  }
}
