// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.http.QueryConfig;
import dev.clew.query.http.TestQueryServer;
import dev.clew.query.http.TestQueryServer.Answer;
import dev.clew.query.jaeger.JaegerApi;
import dev.clew.query.jaeger.TraceSource;
import dev.clew.query.jaeger.v3.JaegerV3Api;
import dev.clew.store.Capabilities;
import dev.clew.store.admin.StoreAdmin;
import dev.clew.testkit.Spans;
import dev.clew.testkit.store.ReferenceTraceStore;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With small bundles of our own that have the markers of the real ones. */
class JaegerUiTest {

  private static final String INDEX =
      """
      <!doctype html>
      <head>
        <base href="/" data-inject-target="BASE_URL" />
        <script>
          function getJaegerUiConfig() {
            const DEFAULT_CONFIG = null;
            const JAEGER_CONFIG = DEFAULT_CONFIG;
            return JAEGER_CONFIG;
          }
          // JAEGER_CONFIG_JS
          // (the line after it goes, too)
          const DEFAULT_BACKEND_CAPABILITIES = {};
          const JAEGER_BACKEND_CAPABILITIES = DEFAULT_BACKEND_CAPABILITIES;
          const DEFAULT_VERSION = {};
          const JAEGER_VERSION = DEFAULT_VERSION;
        </script>
      </head>
      """;

  /** What newer builds have: they find out where they are, and older markers are still there. */
  private static final String NEWER_INDEX =
      """
      <!doctype html>
      <html lang="en">
        <head>
          <script>
            const place = location.pathname.lastIndexOf('/search');
            const base = location.pathname.slice(0, place + 1);
            document.currentScript.insertAdjacentHTML('afterend', '<base href="' + base + '" />');
          </script>
          <script>
            // Jaeger looks for exactly this.
            // JAEGER_CONFIG_JS

            function getJaegerUiConfig() {
              const DEFAULT_CONFIG = null;
              const JAEGER_CONFIG = DEFAULT_CONFIG;
              return JAEGER_CONFIG;
            }
            function storage() {
              const DEFAULT_STORAGE_CAPABILITIES = { archiveStorage: false };
              const JAEGER_STORAGE_CAPABILITIES = DEFAULT_STORAGE_CAPABILITIES;
              return JAEGER_STORAGE_CAPABILITIES;
            }
            function backend() {
              const DEFAULT_BACKEND_CAPABILITIES = { ...storage() };
              const JAEGER_BACKEND_CAPABILITIES = DEFAULT_BACKEND_CAPABILITIES;
              return JAEGER_BACKEND_CAPABILITIES;
            }
            function version() {
              const DEFAULT_VERSION = { gitVersion: '' };
              const JAEGER_VERSION = DEFAULT_VERSION;
              return JAEGER_VERSION;
            }
          </script>
          <script type="module" src="./static/main-0a1b.js"></script>
        </head>
        <body><div id="root"></div></body>
      </html>
      """;

  private final Map<Path, String> files = new HashMap<>();
  private Optional<TestQueryServer> server = Optional.empty();

  @AfterEach
  void stop() {
    server.ifPresent(TestQueryServer::close);
  }

  @Test
  void page_isToldWhatItHasToKnow() {
    files.put(Path.of("/ui/index.html"), INDEX);
    TestQueryServer http = serve("/clew", Optional.empty(), List.of());

    Answer page = http.get("/clew/jaeger/search?service=a");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.contentType()).startsWith("text/html");
    assertThat(page.body())
        .contains("<base href=\"/clew/jaeger/\" data-inject-target")
        .contains("const JAEGER_CONFIG = DEFAULT_CONFIG;")
        .contains(
            "const JAEGER_BACKEND_CAPABILITIES = {\"archiveStorage\":true,\"metricsStorage\":true,"
                + "\"searchWithoutServiceName\":true,\"aiAssistant\":false};")
        .contains("const JAEGER_VERSION = {\"gitCommit\":");
    assertThat(http.get("/clew/jaeger/trace/0af7").body()).isEqualTo(page.body());
  }

  @Test
  void newerPage_isToldTheSame_andOlderMarkersToo() {
    files.put(Path.of("/ui/index.html"), NEWER_INDEX);
    files.put(Path.of("/conf.js"), "function UIConfig() { return {}; }");

    String page = serve("", Optional.of("/conf.js"), List.of()).get("/jaeger/search").body();

    assertThat(page)
        .contains(
            "const JAEGER_STORAGE_CAPABILITIES = {\"archiveStorage\":true,"
                + "\"metricsStorage\":true};")
        .contains("const JAEGER_BACKEND_CAPABILITIES = {\"archiveStorage\":true,")
        .contains("const JAEGER_VERSION = {\"gitCommit\":")
        .contains("// Jaeger looks for exactly this.\nfunction UIConfig() { return {}; }\n")
        .contains("'<base href=\"' + base + '\" />'");
  }

  /** Addresses that people keep and pass on: a comparison of traces has dots in it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/search",
        "/search?service=a.b&uiEmbed=v0&uiSearchHideGraph",
        "/trace/0af7651916cd43dd8448eb211c80319c?uiFind=x.y&uiTimelineHideMinimap&uiTheme=dark",
        "/trace/0af7651916cd43dd8448eb211c80319c...b7ad6b7169203331?cohort=1",
        "/dependencies",
        "/deep-dependencies?service=a",
        "/monitor"
      })
  void places_showThePage(String place) {
    files.put(Path.of("/ui/index.html"), INDEX);
    TestQueryServer http = serve("/clew", Optional.empty(), List.of());

    Answer page = http.get("/clew/jaeger" + place);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.contentType()).startsWith("text/html");
  }

  @Test
  void addressWithoutASlash_leadsToTheOneWith() {
    files.put(Path.of("/ui/index.html"), INDEX);
    TestQueryServer http = serve("/clew", Optional.empty(), List.of());

    HttpResponse<byte[]> answer =
        http.exchange(HttpRequest.newBuilder(http.uri("/clew/jaeger?uiTheme=dark")));

    assertThat(answer.statusCode()).isEqualTo(307);
    assertThat(http.uri("/clew/jaeger").resolve(answer.headers().firstValue("location").get()))
        .isEqualTo(http.uri("/clew/jaeger/?uiTheme=dark"));
  }

  @Test
  void files_areKept_andThePageIsAskedForAgain() {
    files.put(Path.of("/ui/index.html"), INDEX);
    files.put(Path.of("/ui/favicon.ico"), "icon");
    files.put(Path.of("/ui/static/main-0a1b.js"), "let a = 1;".repeat(100));
    TestQueryServer http = serve("", Optional.empty(), List.of());

    assertThat(header(http, "/jaeger/static/main-0a1b.js", "cache-control"))
        .isEqualTo("public, max-age=31536000, immutable");
    assertThat(header(http, "/jaeger/favicon.ico", "cache-control")).isEqualTo("no-cache");
    assertThat(header(http, "/jaeger/search", "cache-control")).isEqualTo("no-cache");
    assertThat(header(http, "/jaeger/static/none.js", "cache-control")).isEqualTo("no-store");
    String etag = header(http, "/jaeger/search", "etag");
    assertThat(http.get("/jaeger/search", "if-none-match", etag).status()).isEqualTo(304);
    files.put(Path.of("/ui/index.html"), NEWER_INDEX);
    assertThat(http.get("/jaeger/search", "if-none-match", etag).status()).isEqualTo(200);
    HttpResponse<byte[]> packed =
        http.exchange(
            HttpRequest.newBuilder(http.uri("/jaeger/static/main-0a1b.js"))
                .header("accept-encoding", "gzip"));
    assertThat(packed.headers().firstValue("content-encoding")).hasValue("gzip");
    assertThat(packed.body()).hasSizeLessThan(500);
  }

  @Test
  void configuration_asJson_cannotEndTheScript() {
    files.put(Path.of("/ui/index.html"), INDEX);
    files.put(Path.of("/conf.json"), "{\"menu\":[{\"label\":\"</script>$1\"}]}");

    String page = serve("", Optional.of("/conf.json"), List.of()).get("/jaeger/").body();

    assertThat(page)
        .contains("const JAEGER_CONFIG = {\"menu\":[{\"label\":\"<\\/script>$1\"}]};")
        .contains("// JAEGER_CONFIG_JS");
  }

  @Test
  void configuration_asScript_takesThePlaceOfItsMarker() {
    files.put(Path.of("/ui/index.html"), INDEX);
    files.put(Path.of("/conf.js"), "function UIConfig() { return {}; }");

    String page = serve("", Optional.of("/conf.js"), List.of()).get("/jaeger/").body();

    assertThat(page)
        .contains("function UIConfig() { return {}; }")
        .doesNotContain("JAEGER_CONFIG_JS")
        .doesNotContain("the line after it");
  }

  @Test
  void files_areServed_andNothingOutsideTheDirectory() {
    files.put(Path.of("/ui/static/main-0a1b.js"), "let a = 1;");
    files.put(Path.of("/secret.txt"), "no");
    TestQueryServer http = serve("", Optional.empty(), List.of());

    Answer script = http.get("/jaeger/static/main-0a1b.js");
    assertThat(script.body()).isEqualTo("let a = 1;");
    assertThat(script.contentType()).startsWith("text/javascript");
    assertThat(http.get("/jaeger/trace/static/main-0a1b.js").body()).isEqualTo(script.body());
    assertThat(http.get("/jaeger/static/none.js").status()).isEqualTo(404);
    assertThat(http.get("/jaeger/..%2fsecret.txt").status()).isNotEqualTo(200);
    assertThat(http.get("/jaeger/static/../../secret.txt").status()).isNotEqualTo(200);
    assertThat(http.get("/jaeger/").status()).as("no index").isEqualTo(404);
  }

  @Test
  void apis_areBelowIt_andUnknownOnesAreErrors() {
    files.put(Path.of("/ui/index.html"), INDEX);
    TestQueryServer http = serve("", Optional.empty(), List.of());

    assertThat(http.get("/jaeger/api/v3/services").body()).isEqualTo("{\"services\":[\"shop\"]}");
    assertThat(http.get("/jaeger/api/traces/1").status()).isEqualTo(200);
    assertThat(http.get("/jaeger/analytics/v1/dependencies?service=a").status()).isEqualTo(404);
    Answer unknown = http.get("/jaeger/api/unknown");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.contentType()).startsWith("application/json");
  }

  @Test
  void frames_areForOriginsThatTheConfigurationNames() {
    files.put(Path.of("/ui/index.html"), INDEX);

    assertThat(policy(serve("", Optional.empty(), List.of()))).isEqualTo("frame-ancestors 'none'");
    stop();
    assertThat(policy(serve("", Optional.empty(), List.of("https://grafana.example"))))
        .isEqualTo("frame-ancestors https://grafana.example");
  }

  private static String policy(TestQueryServer http) {
    return header(http, "/jaeger/search", "content-security-policy");
  }

  private static String header(TestQueryServer http, String path, String name) {
    HttpResponse<byte[]> answer = http.exchange(HttpRequest.newBuilder(http.uri(path)));
    return answer.headers().firstValue(name).orElse("");
  }

  private TestQueryServer serve(
      String basePath, Optional<String> configFile, List<String> frameAncestors) {
    JaegerUiConfig config =
        new JaegerUiConfig(Path.of("/ui"), configFile.map(Path::of), basePath, frameAncestors);
    TraceSource traces =
        new TraceSource(ReferenceTraceStore.of(Spans.span(1, 1).service("shop").build()).reader());
    TestQueryServer http =
        TestQueryServer.of(
            (builder, runner) -> {
              new JaegerApi(traces, StoreAdmin.none(), runner, InstantSource.system())
                  .addTo(builder, config.path());
              new JaegerV3Api(traces, runner).addTo(builder, config.path());
              new JaegerUi(config, this::read, Capabilities.all()).addTo(builder);
            },
            QueryConfig.defaults());
    server = Optional.of(http);
    return http;
  }

  private byte[] read(Path file) throws NoSuchFileException {
    String content = files.get(file.normalize());
    if (content == null) {
      throw new NoSuchFileException(file.toString());
    }
    return content.getBytes(StandardCharsets.UTF_8);
  }
}
