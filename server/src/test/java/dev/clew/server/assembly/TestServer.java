// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import dev.clew.server.config.Assignment;
import dev.clew.server.config.ConfigurationLoader;
import dev.clew.server.config.ServerConfig;
import dev.clew.server.config.Setting;
import dev.clew.server.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A whole server, as it is put together for people, on free ports. */
public final class TestServer implements AutoCloseable {

  private final ServerAssembly assembly;
  private final Endpoints endpoints;

  private TestServer(ServerAssembly assembly, Endpoints endpoints) {
    this.assembly = assembly;
    this.endpoints = endpoints;
  }

  /**
   * Starts one.
   *
   * @param assignments settings other than the defaults, such as {@code query.traces-max=10}
   */
  public static TestServer start(Path directory, String... assignments) throws IOException {
    ServerAssembly assembly = new ServerAssembly(config(directory, assignments));
    return new TestServer(assembly, assembly.start());
  }

  /** What a server is started with. */
  static ServerConfig config(Path directory, String... assignments) {
    List<Assignment> overrides = new ArrayList<>();
    Settings.all().stream()
        .map(Setting::key)
        .filter(key -> key.endsWith(".port"))
        .forEach(key -> overrides.add(new Assignment(key, "0", "test")));
    overrides.add(new Assignment("data-dir", directory.toString(), "test"));
    for (String assignment : assignments) {
      String[] parts = assignment.split("=", 2);
      overrides.add(new Assignment(parts[0], parts[1], "test"));
    }
    return ServerConfig.of(new ConfigurationLoader(Settings.all()).load(null, Map.of(), overrides));
  }

  /** Where it can be reached. */
  public Endpoints endpoints() {
    return endpoints;
  }

  @Override
  public void close() {
    assembly.close();
  }
}
