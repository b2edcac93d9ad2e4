// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import dev.clew.server.assembly.Endpoints;
import dev.clew.server.assembly.ServerAssembly;
import dev.clew.server.config.Configuration;
import dev.clew.server.config.ServerConfig;
import dev.clew.server.logging.LogSetup;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A server within this process. It stops when it is closed, or when the process is told to end. */
final class RunningServer implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(RunningServer.class.getName());

  private final ServerAssembly assembly;
  private final ServerConfig config;
  private final Endpoints endpoints;

  private RunningServer(ServerAssembly assembly, ServerConfig config, Endpoints endpoints) {
    this.assembly = assembly;
    this.config = config;
    this.endpoints = endpoints;
  }

  /**
   * Starts a server.
   *
   * @param afterwards what is left to do when the process ends and the server is closed
   * @throws IOException when something from outside is not as it should be; see {@link
   *     ServerAssembly#start}
   */
  static RunningServer start(Configuration configuration, Runnable afterwards) throws IOException {
    ServerConfig config = ServerConfig.of(configuration);
    LogSetup.setLevel(config.logLevel());
    configuration.values().forEach(RunningServer::log);
    ServerAssembly assembly = new ServerAssembly(config);
    // The process is not allowed to end before what was acknowledged is on disk.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  assembly.close();
                  afterwards.run();
                },
                "clew-shutdown"));
    return new RunningServer(assembly, config, assembly.start());
  }

  ServerConfig config() {
    return config;
  }

  Endpoints endpoints() {
    return endpoints;
  }

  /** Waits until the process is told to end, and so never returns normally. */
  void awaitEnd() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  @Override
  public void close() {
    assembly.close();
  }

  private static void log(Configuration.Effective<?> value) {
    LOGGER.log(
        value.isDefault() ? System.Logger.Level.DEBUG : System.Logger.Level.INFO,
        "{0}: {1} ({2})",
        value.setting().key(),
        value.formattedValue(),
        value.origin());
  }
}
