// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.analysis;

import com.linecorp.armeria.server.Server;
import dev.clew.query.http.QueryConfig;
import dev.clew.query.http.QueryRunner;
import dev.clew.query.zipkin.ZipkinApi;
import dev.clew.query.zipkin.ZipkinApiConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long Zipkin's dependencies of {@value StoredTraces#TRACES} traces (240,000 spans) take, asked
 * for over HTTP: finding the traces in segments on disk, reading and linking them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 8, time = 2)
public class DependencyBenchmark {

  private final StoredTraces traces = StoredTraces.open();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Server server = server();
  private URI dependencies = URI.create("");

  /** Writes the traces. */
  @Setup(Level.Trial)
  public void write() throws IOException {
    traces.write();
    server.start().join();
    dependencies =
        URI.create(
            "http://127.0.0.1:"
                + server.activeLocalPort()
                + "/api/v2/dependencies?endTs="
                + System.currentTimeMillis()
                + "&lookback="
                + TimeUnit.HOURS.toMillis(2));
  }

  /** Removes them. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    server.stop().join();
    client.close();
    executor.shutdown();
    traces.close();
  }

  /** Which service calls which. */
  @Benchmark
  public String dependencies() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(dependencies).build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200 || answer.body().length() < 10) {
      throw new IOException(answer.statusCode() + " " + answer.body() + " (expected: links)");
    }
    return answer.body();
  }

  private Server server() {
    QueryRunner runner =
        new QueryRunner(
            QueryConfig.defaults(), executor, System::nanoTime, new SimpleMeterRegistry());
    var builder = Server.builder().http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    new ZipkinApi(traces::reader, runner, ZipkinApiConfig.defaults(), InstantSource.system())
        .addTo(builder, "/zipkin");
    return builder.build();
  }
}
