// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.arch.tidy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files that belong to the project. In a checkout these are the ones git tracks; in a source
 * archive without git, all but what a build leaves behind.
 */
final class ProjectFiles {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final System.Logger LOGGER = System.getLogger(ProjectFiles.class.getName());
  private static final Set<String> LEFT_BY_BUILDS =
      Set.of("target", "node_modules", "clew-data", ".git", ".idea", ".vscode");

  private ProjectFiles() {}

  /** Paths relative to {@link #ROOT}. */
  static List<Path> all() throws IOException, InterruptedException {
    if (Files.exists(ROOT.resolve(".git"))) {
      return tracked();
    }
    LOGGER.log(
        System.Logger.Level.WARNING,
        "no git checkout: looking at all files below {0} instead of the tracked ones",
        ROOT);
    return belowRoot();
  }

  /** Files whose name ends in one of these suffixes. */
  static List<Path> endingIn(String... suffixes) throws IOException, InterruptedException {
    return all().stream()
        .filter(file -> Stream.of(suffixes).anyMatch(file.toString()::endsWith))
        .toList();
  }

  static String read(Path file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static List<Path> tracked() throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder("git", "ls-files", "-z")
            .directory(ROOT.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(git.getInputStream().readAllBytes(), UTF_8);
    if (git.waitFor() != 0) {
      throw new IOException("git ls-files failed in " + ROOT);
    }
    return Stream.of(output.split("\0"))
        .map(Path::of)
        .filter(file -> Files.isRegularFile(ROOT.resolve(file)))
        .toList();
  }

  private static List<Path> belowRoot() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(Files::isRegularFile)
          .map(ROOT::relativize)
          .filter(ProjectFiles::isOurs)
          .toList();
    }
  }

  private static boolean isOurs(Path file) {
    for (Path part : file) {
      if (LEFT_BY_BUILDS.contains(part.toString())) {
        return false;
      }
    }
    return true;
  }
}
