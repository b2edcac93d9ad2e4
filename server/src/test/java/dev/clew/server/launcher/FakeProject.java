// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A copy of the script in a project of its own, with a blank in its path. The directories of the
 * system that the script searches for JDKs are moved below the test's directory, so that what is
 * installed on this machine plays no part.
 */
final class FakeProject {

  private static final Path SCRIPT = Path.of("..", "clew");

  final Path root;
  final Path directory;
  final Path bin;
  final Map<String, String> environment = new HashMap<>();

  private final Path mavenCalls;

  FakeProject(Path directory) throws IOException {
    this.directory = directory;
    root = directory.resolve("the project");
    bin = Files.createDirectories(directory.resolve("bin"));
    mavenCalls = directory.resolve("maven-calls");
    environment.put("HOME", Files.createDirectory(directory.resolve("home")).toString());
    environment.put("PATH", bin + ":/usr/bin:/bin");
    environment.put("CLEW_REHEARSAL", "off"); // which would go on in the background

    Files.createDirectories(root.resolve("server/src/main/java"));
    Files.writeString(root.resolve("pom.xml"), "");
    executable(root.resolve("clew"), relocated(Files.readString(SCRIPT)));
    // The java that lies on this machine's own path must not be found.
    executable(bin.resolve("java"), "exit 1");
    installMavenThatBuilds("server");
    executable(bin.resolve("npm"), "exit 1");
    age(root);
  }

  private String relocated(String script) {
    return script.replaceAll("(?m)([ {,])/(usr|opt|Library|home)/", "$1'" + directory + "'/$2/");
  }

  /**
   * A directory that looks like a JDK; its java prints its home, its process id and its arguments,
   * one a line.
   */
  Path installJdk(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
    String print = "printf '%s\\n' 'home=" + home + "' \"pid=$$\" \"$@\"";
    executable(home.resolve("bin/java"), print);
    executable(home.resolve("bin/javac"), "exit 1");
    return home;
  }

  /** A Maven that leaves behind what the real one does for modules that are programs. */
  void installMavenThatBuilds(String... modules) throws IOException {
    installMaven(
        """
        for module in %s; do
          cd "$(dirname "$pom")/$module"
          mkdir -p target/clew/lib
          touch target/clew-$module.jar
        done
        """
            .formatted(String.join(" ", modules)));
  }

  /**
   * A Maven that notes its arguments and then does what the script says; {@code $pom} is the
   * project's.
   */
  void installMaven(String script) throws IOException {
    executable(
        bin.resolve("mvn"),
        """
        echo "JAVA_HOME=$JAVA_HOME $*" >>'%s'
        while [ "$1" != --file ]; do shift; done
        pom=$2
        %s
        """
            .formatted(mavenCalls, script));
  }

  List<String> mavenCalls() throws IOException {
    return Files.exists(mavenCalls) ? Files.readAllLines(mavenCalls) : List.of();
  }

  void executable(Path file, String script) throws IOException {
    String text = script.startsWith("#!") ? script : "#!/bin/sh\n" + script + "\n";
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Makes everything below a directory older than any build of this test. */
  static void age(Path below) throws IOException {
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
    try (var paths = Files.walk(below)) {
      for (Path path : paths.toList()) {
        Files.setLastModifiedTime(path, old);
      }
    }
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    return run(root.resolve("clew"), root, arguments);
  }

  Result run(Path script, Path from, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(directory, "out", "");
    Path err = Files.createTempFile(directory, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(from.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the script did not end: " + Files.readString(err));
    }
    return new Result(
        process.pid(),
        process.exitValue(),
        Files.readAllLines(out, StandardCharsets.UTF_8),
        Files.readAllLines(err, StandardCharsets.UTF_8));
  }

  /** How a run of the script went. */
  record Result(long pid, int exitCode, List<String> out, List<String> err) {}
}
