// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.report;

import dev.clew.server.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where and with what was measured.
 *
 * @param memoryBytes of the machine; 0 if the system does not say
 */
record Machine(
    String processor,
    int processorCount,
    long memoryBytes,
    String system,
    String java,
    String clew) {

  static Machine here() throws IOException {
    return new Machine(
        line("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        line("/proc/meminfo", "MemTotal")
            .map(text -> Long.parseLong(text.replaceAll("\\D", "")) << 10)
            .orElse(0L),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
            .orElse("development"));
  }

  private static Optional<String> line(String file, String key) throws IOException {
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(path)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    }
  }
}
