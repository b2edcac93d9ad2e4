// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Published test data that is not part of the project: {@code ../shared/data} beside the checkout,
 * or wherever {@code -Dclew.shared.data=DIR} says. A test that needs a file which is not there says
 * so and is reported as skipped.
 */
final class SharedData {

  private static final Path DIRECTORY =
      Path.of(System.getProperty("clew.shared.data", "../../shared/data"))
          .toAbsolutePath()
          .normalize();

  private SharedData() {}

  static JsonNode json(String file) {
    Path path = DIRECTORY.resolve(file);
    if (!Files.exists(path)) {
      System.err.println("SKIPPED, for want of published test data: " + path);
    }
    assumeTrue(Files.exists(path), path + " is not there (see -Dclew.shared.data)");
    return JsonMapper.shared().readTree(path);
  }
}
