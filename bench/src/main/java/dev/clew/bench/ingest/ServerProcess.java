// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.ingest;

import dev.clew.server.Main;
import dev.clew.server.config.Setting;
import dev.clew.server.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Clew server in a process of its own, on free ports, started by the script that starts all
 * others; without the script, by this Java.
 */
public final class ServerProcess implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final String PORT_SUFFIX = ".port";

  private final MeasuredProcess process;
  private final Map<String, Integer> ports;
  private final Duration startTime;

  private ServerProcess(MeasuredProcess process, Map<String, Integer> ports, Duration startTime) {
    this.process = process;
    this.ports = ports;
    this.startTime = startTime;
  }

  /**
   * Starts a server and waits until it takes spans.
   *
   * @param dataDirectory where it stores them
   * @param log where its output goes
   * @param settings more of its configuration, as {@code key=value}
   * @throws IOException if it does not start
   */
  public static ServerProcess start(Path dataDirectory, Path log, List<String> settings)
      throws IOException, InterruptedException {
    long beginNanos = System.nanoTime();
    Map<String, Integer> ports = freePorts();
    List<String> command = new ArrayList<>(program());
    command.addAll(List.of("serve", "--data-dir", dataDirectory.toString()));
    ports.forEach((key, port) -> command.addAll(List.of("--set", key + "=" + port)));
    settings.forEach(setting -> command.addAll(List.of("--set", setting)));
    MeasuredProcess process = MeasuredProcess.start(command, Map.of(), log);
    ServerProcess starting = new ServerProcess(process, ports, Duration.ZERO);
    if (!starting.becomesReady()) {
      starting.close();
      throw new IOException("server: not ready, it says:\n" + Files.readString(log));
    }
    return new ServerProcess(process, ports, Duration.ofNanos(System.nanoTime() - beginNanos));
  }

  /** Where spans are sent to. */
  public URI tracesUri() {
    return uri("otlp.http.port", "/v1/traces");
  }

  /** The query APIs, without a path. */
  public URI queryUri() {
    return uri("query.port", "");
  }

  /**
   * An address of the server.
   *
   * @param portKey the setting of its port, such as {@code query.port}
   */
  public URI uri(String portKey, String path) {
    Integer port = ports.get(portKey);
    if (port == null) {
      throw new IllegalArgumentException(portKey + " (expected: one of " + ports.keySet() + ")");
    }
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** From the start of the process to the first request that it took. */
  public Duration startTime() {
    return startTime;
  }

  /** The process, for what it takes. */
  public MeasuredProcess process() {
    return process;
  }

  /** CPU time of the process so far, of all its threads. */
  public Duration cpuTime() {
    return process.cpuTime();
  }

  /** The most memory that was ever resident, or 0 where there is no {@code /proc}. */
  public long peakMemoryBytes() throws IOException {
    return process.peakMemoryBytes();
  }

  /** Ends the server as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.kill();
  }

  /** Stops the server as Ctrl-C would. */
  @Override
  public void close() {
    process.close();
  }

  /** An empty request is refused until the store is open. */
  private boolean becomesReady() throws InterruptedException {
    HttpRequest empty =
        HttpRequest.newBuilder(tracesUri())
            .header("content-type", "application/x-protobuf")
            .POST(BodyPublishers.noBody())
            .build();
    return process.awaitAnswer(empty, START_TIMEOUT);
  }

  /** The script becomes the server's process, which therefore has its process id. */
  private static List<String> program() {
    String launcher = System.getProperty("clew.launcher");
    if (launcher != null) {
      return List.of(launcher);
    }
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    java.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    return java;
  }

  /** A free port for everything that the server listens on. */
  private static Map<String, Integer> freePorts() {
    List<ServerSocket> sockets = new ArrayList<>();
    Map<String, Integer> ports = new LinkedHashMap<>();
    try {
      for (Setting<?> setting : Settings.all()) {
        if (setting.key().endsWith(PORT_SUFFIX)) {
          ServerSocket socket = new ServerSocket(0);
          sockets.add(socket);
          ports.put(setting.key(), socket.getLocalPort());
        }
      }
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
