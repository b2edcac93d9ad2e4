// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.query.http.QueryConfig;
import dev.clew.query.http.TestQueryServer;
import dev.clew.query.jaeger.v3.V3Errors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UiServiceTest {

  private static final String BUNDLE = "dev/clew/query/ui/bundle";
  private static final String SCRIPT = "/assets/app-0a1b2c3d.js";

  private static TestQueryServer server;

  @BeforeAll
  static void start() {
    server = serve(UiConfig.defaults(), BUNDLE);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/search?service=web", "/trace/00ab", "/anything/at/all/"})
  void get_placeOfTheUi_isItsPage(String path) {
    HttpResponse<byte[]> answer = get(server, path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(answer, "cache-control")).isEqualTo("no-cache");
    assertThat(text(answer)).contains("<base href=\"/\" />");
  }

  @Test
  void get_asset_isKeptForGood() {
    HttpResponse<byte[]> answer = get(server, SCRIPT);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "content-type")).startsWith("text/javascript");
    assertThat(header(answer, "cache-control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(text(answer)).contains("console.log");
  }

  @Test
  void get_fileWithoutHash_isAskedForAgain() {
    HttpResponse<byte[]> first = get(server, "/favicon.svg");
    HttpResponse<byte[]> again =
        get(server, "/favicon.svg", "if-none-match", header(first, "etag"));

    assertThat(header(first, "content-type")).startsWith("image/svg+xml");
    assertThat(header(first, "cache-control")).isEqualTo("no-cache");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void get_clientThatReadsGzip_getsIt() throws IOException {
    HttpResponse<byte[]> plain = get(server, SCRIPT);
    HttpResponse<byte[]> packed = get(server, SCRIPT, "accept-encoding", "br, gzip");

    assertThat(header(packed, "content-encoding")).isEqualTo("gzip");
    assertThat(header(packed, "vary")).isEqualTo("accept-encoding");
    assertThat(packed.body()).hasSizeLessThan(plain.body().length);
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
    }
  }

  @Test
  void head_file_hasHeadersOnly() {
    HttpResponse<byte[]> answer =
        server.exchange(
            HttpRequest.newBuilder(server.uri(SCRIPT))
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Integer.parseInt(header(answer, "content-length"))).isPositive();
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/missing.js",
        "/robots.txt",
        "/assets/..%2f..%2f..%2fui/UiService.class",
        "/..%2findex.html",
        "/.hidden.txt"
      })
  void get_fileThatIsNone_isNotFound(String path) {
    HttpResponse<byte[]> answer = get(server, path);

    assertThat(answer.statusCode()).isIn(400, 404);
    assertThat(text(answer)).doesNotContain("<base");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/", "/api/unknown", "/api/v3/unknown", "/api/x.json"})
  void get_unknownApiRoute_isAnErrorInJson(String path) {
    HttpResponse<byte[]> answer = get(server, path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(header(answer, "content-type")).startsWith("application/json");
    assertThat(text(answer))
        .isEqualTo(
            "{\"error\":{\"httpCode\":404,\"message\":\"no such route: GET " + path + "\"}}");
  }

  @Test
  void post_anywhere_isRefused() {
    assertThat(server.post("/", "x").status()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", SCRIPT, "/missing.txt"})
  void get_anything_hasTheSecurityHeaders(String path) {
    HttpResponse<byte[]> answer = get(server, path);

    assertThat(header(answer, "content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http:", "https:");
    assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(header(answer, "x-frame-options")).isEqualTo("DENY");
    assertThat(header(answer, "referrer-policy")).isEqualTo("same-origin");
  }

  @Test
  void get_belowABasePath_movesEverythingThere() {
    UiConfig config = new UiConfig("/tools/clew", List.of("https://portal.example"));
    try (TestQueryServer moved = serve(config, BUNDLE)) {
      assertThat(text(get(moved, "/tools/clew/trace/1")))
          .contains("<base href=\"/tools/clew/\" />");
      assertThat(get(moved, "/tools/clew" + SCRIPT).statusCode()).isEqualTo(200);
      assertThat(get(moved, "/tools/clew/api/x").statusCode()).isEqualTo(404);
      assertThat(header(get(moved, "/tools/clew/"), "content-security-policy"))
          .contains("frame-ancestors https://portal.example");
      assertThat(get(moved, "/tools/clew/").headers().firstValue("x-frame-options")).isEmpty();
      HttpResponse<byte[]> root = get(moved, "/");
      assertThat(root.statusCode()).isEqualTo(307);
      assertThat(header(root, "location")).isEqualTo("/tools/clew/");
    }
  }

  @Test
  void get_bundleThatIsMissing_saysSo() {
    try (TestQueryServer bare = serve(UiConfig.defaults(), "no/such/directory")) {
      HttpResponse<byte[]> answer = get(bare, "/");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(text(answer)).contains("no web UI");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "clew", "/clew/", "/a b", "/\"><script>", "/a//b"})
  void config_basePathThatIsNone_isRefused(String basePath) {
    assertThatThrownBy(() -> new UiConfig(basePath, List.of()))
        .hasMessageStartingWith("basePath: \"" + basePath + "\" (expected:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "https://a; script-src *", "javascript:x"})
  void config_frameAncestorThatIsNone_isRefused(String origin) {
    assertThatThrownBy(() -> new UiConfig("", List.of(origin)))
        .hasMessageStartingWith("frameAncestors: \"" + origin + "\" (expected:");
  }

  private static TestQueryServer serve(UiConfig config, String directory) {
    return TestQueryServer.of(
        (builder, runner) ->
            new UiService(config, UiServiceTest.class.getClassLoader(), directory, new V3Errors())
                .addTo(builder),
        QueryConfig.defaults());
  }

  private static HttpResponse<byte[]> get(TestQueryServer from, String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(from.uri(path));
    return from.exchange(headers.length == 0 ? request : request.headers(headers));
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
