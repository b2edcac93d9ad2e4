// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import dev.clew.server.Main;
import dev.clew.server.config.Setting;
import dev.clew.server.config.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program as a process of its own, on free ports. */
final class ServerProcess {

  private ServerProcess() {}

  /**
   * Starts it.
   *
   * @param temporary where it may leave files that it forgets
   */
  static Process start(Path temporary, String... arguments) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath,
                Main.class.getName()));
    command.addAll(List.of(arguments));
    Settings.all().stream()
        .map(Setting::key)
        .filter(key -> key.endsWith(".port"))
        .forEach(key -> command.addAll(List.of("--set", key + "=0")));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** What the first line of its output that matches has in its first group. */
  static String await(BufferedReader output, Pattern pattern) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    throw new AssertionError("the output ended (expected: a line like " + pattern + ")");
  }
}
