// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import dev.clew.server.assembly.Endpoints;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code clew serve}: a server until it is told to stop. */
@Command(
    name = "serve",
    description = "Start the server and keep it running until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  private final Map<String, String> environment;
  private final PrintWriter out;

  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  ServeCommand(Map<String, String> environment, PrintWriter out) {
    this.environment = environment;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    try (RunningServer server = RunningServer.start(options.load(environment), () -> {})) {
      Endpoints endpoints = server.endpoints();
      out.println("Clew is ready: " + endpoints.query());
      out.println("  OTLP gRPC   " + endpoints.otlpGrpc());
      out.println("  OTLP HTTP   " + endpoints.otlpHttp() + "/v1/traces");
      out.println("  Jaeger      " + endpoints.jaeger().toText());
      out.println("  Zipkin      " + endpoints.zipkin());
      out.println("  Jaeger gRPC " + endpoints.queryGrpc());
      out.println("  Jaeger      " + endpoints.jaegerStorage() + " (remote storage)");
      out.println("  metrics     " + endpoints.admin() + "/metrics");
      out.println("  data        " + server.config().dataDirectory().toAbsolutePath().normalize());
      out.println("Ctrl-C stops it.");
      server.awaitEnd();
    }
    return 0;
  }
}
