// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.clew.demo.Demo;
import dev.clew.demo.DemoConfig;
import dev.clew.demo.telemetry.OtlpTarget;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zipkin2.Endpoint;
import zipkin2.Span;
import zipkin2.codec.SpanBytesEncoder;

/**
 * Both web UIs that a server has, Clew's and Zipkin Lens, driven in Chromium by the tests in {@code
 * ui/e2e/live}. Without a browser there is nothing to drive; continuous integration has one.
 */
class BrowserTest {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  @TempDir private Path directory;

  @Test
  void webUis_ofAServerWithTraces_findAndShowThem() throws Exception {
    Path chromium = chromium().orElseGet(BrowserTest::without);
    try (TestServer server = TestServer.start(directory);
        HttpClient client = HttpClient.newHttpClient()) {
      sendHistoryOfTheDemo(server.endpoints());
      sendCallOfZipkin(server.endpoints(), client);

      runTests(
          Map.of(
              "CHROMIUM", chromium.toString(),
              "CLEW_URL", server.endpoints().query().toString(),
              "CLEW_ZIPKIN_URL", server.endpoints().zipkin().toString()));
    }
  }

  private void runTests(Map<String, String> environment) throws IOException, InterruptedException {
    Path output = Files.createTempFile(directory, "live", ".log");
    ProcessBuilder builder =
        new ProcessBuilder("node", "scripts/maven.mjs", "live")
            .directory(new File("../ui"))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process tests = builder.start();
    try {
      boolean hasEnded = tests.waitFor(PATIENCE.toSeconds(), SECONDS);
      String said = Files.readString(output);
      assertThat(hasEnded).as("npm run live has ended; it said:%n%s", said).isTrue();
      assertThat(tests.exitValue()).as("npm run live; it said:%n%s", said).isZero();
    } finally {
      tests.descendants().forEach(ProcessHandle::destroyForcibly);
      tests.destroyForcibly();
    }
  }

  /** Enough of a platform that serves models for some of its requests to be called slow. */
  private static void sendHistoryOfTheDemo(Endpoints endpoints) throws InterruptedException {
    OtlpTarget target = new OtlpTarget(endpoints.otlpGrpc(), Optional.of(endpoints.otlpHttp()));
    DemoConfig config =
        new DemoConfig(target, 1, Duration.ofMinutes(10), Optional.of(Duration.ZERO), 1);
    try (Demo demo = Demo.create(config, InstantSource.system())) {
      demo.start();
      assertThat(demo.await(PATIENCE)).as("the demo has ended").isTrue();
      assertThat(demo.progress().traceCount()).isPositive();
    }
  }

  /** What {@code ui/e2e/live/lens.test.ts} looks for. */
  private static void sendCallOfZipkin(Endpoints endpoints, HttpClient client)
      throws IOException, InterruptedException {
    long micros = Instant.now().minusSeconds(30).toEpochMilli() * 1000;
    Span.Builder request = span("a", "shop").kind(Span.Kind.SERVER).name("get /cart");
    Span.Builder call = span("b", "shop").kind(Span.Kind.CLIENT).name("get").parentId("a");
    Span.Builder served = span("b", "stock").kind(Span.Kind.SERVER).name("get").parentId("a");
    List<Span> spans =
        List.of(
            request.timestamp(micros).duration(40_000).putTag("http.path", "/cart").build(),
            call.timestamp(micros + 5_000).duration(30_000).build(),
            served
                .shared(true)
                .timestamp(micros + 8_000)
                .duration(20_000)
                .addAnnotation(micros + 9_000, "cache miss")
                .build());
    int status =
        client
            .send(
                HttpRequest.newBuilder(URI.create(endpoints.zipkin() + "/api/v2/spans"))
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            new String(
                                SpanBytesEncoder.JSON_V2.encodeList(spans),
                                StandardCharsets.UTF_8)))
                    .build(),
                BodyHandlers.ofString())
            .statusCode();
    assertThat(status).isEqualTo(202);
  }

  private static Span.Builder span(String id, String service) {
    return Span.newBuilder()
        .traceId("5af7183fb1d4cf5f")
        .id(id)
        .localEndpoint(Endpoint.newBuilder().serviceName(service).build());
  }

  private static Optional<Path> chromium() {
    Stream<Path> chosen = Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of);
    Stream<Path> onPath =
        Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(System.getenv().getOrDefault("PATH", ""))
            .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)));
    return Stream.concat(chosen, onPath).filter(Files::isExecutable).findFirst();
  }

  private static Path without() {
    String message = "no Chromium on the PATH: install one, or set CHROMIUM to its place";
    if (Objects.equals(System.getenv("CI"), "true")) {
      return fail(message);
    }
    System.err.println("SKIPPED the tests of the web UIs: " + message);
    return abort(message);
  }
}
