// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.client.ClewClient;
import dev.clew.client.ClewStatusException;
import dev.clew.client.Dependency;
import dev.clew.client.Operation;
import dev.clew.client.Sort;
import dev.clew.client.Span;
import dev.clew.client.Trace;
import dev.clew.client.TracePage;
import dev.clew.client.TraceQuery;
import dev.clew.client.TraceSummary;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a whole server; the examples are those of {@code docs/reference/client.md}. */
@NullUnmarked // the server is started once for all
class ClewClientTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private static TestServer server;
  private static ClewClient clew;
  private static Instant begin;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    server = TestServer.start(directory, "shutdown.timeout=0s");
    clew = ClewClient.of(server.endpoints().query());
    begin = Instant.now().minusSeconds(600);
    for (int trace = 1; trace <= 25; trace++) {
      send(server.endpoints().otlpHttp().resolve("/v1/traces"), trace);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A trace of two services; every fifth fails, and each takes longer than the one before. */
  private static void send(URI otlp, int trace) throws Exception {
    long start = begin.plusSeconds(trace).toEpochMilli() * 1_000_000;
    long end = start + trace * 10_000_000L;
    String id = id(trace);
    String body =
        String.format(
            Locale.ROOT,
            """
            {"resourceSpans":[
              {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},
               "scopeSpans":[{"scope":{"name":"cart","version":"1.2"},
                 "spans":[{"traceId":"%s","spanId":"%016x","name":"checkout","kind":2,
                 "startTimeUnixNano":"%d","endTimeUnixNano":"%d","status":{"code":%d},
                 "attributes":[{"key":"cart.size","value":{"intValue":"%d"}},
                   {"key":"tags","value":{"arrayValue":{"values":[{"stringValue":"a"}]}}}],
                 "events":[{"timeUnixNano":"%d","name":"retry"}],
                 "links":[{"traceId":"%032x","spanId":"%016x"}]}]}]},
              {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"stock"}}]},
               "scopeSpans":[{"spans":[{"traceId":"%s","spanId":"%016x","parentSpanId":"%016x",
                 "name":"reserve","kind":3,"startTimeUnixNano":"%d","endTimeUnixNano":"%d"}]}]}]}
            """,
            id,
            1,
            start,
            end,
            trace % 5 == 0 ? 2 : 0,
            trace,
            start,
            99,
            98,
            id,
            2,
            1,
            start,
            end);
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(otlp)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static String id(int trace) {
    return String.format(Locale.ROOT, "%032x", trace);
  }

  @Test
  void services_operations_andDependencies_areListed() {
    assertThat(clew.services()).containsExactly("shop", "stock");
    assertThat(clew.operations("shop")).containsExactly(new Operation("checkout", "server"));
    assertThat(clew.dependencies(HOUR))
        .singleElement()
        .isEqualTo(new Dependency("shop", "stock", 25, 0));
  }

  @Test
  void findTraces_byTagAndTime_givesSummaries() {
    TracePage page =
        clew.findTraces(
            TraceQuery.builder()
                .service("shop")
                .operation("checkout")
                .tag("cart.size", "7")
                .lookback(HOUR)
                .withTotal()
                .build());

    assertThat(page.total()).hasValue(1);
    TraceSummary trace = page.traces().get(0);
    assertThat(trace.traceId()).isEqualTo(id(7));
    assertThat(trace.rootService()).isEqualTo("shop");
    assertThat(trace.rootOperation()).isEqualTo("checkout");
    assertThat(trace.duration()).isEqualTo(Duration.ofMillis(70));
    assertThat(trace.services())
        .extracting(TraceSummary.Service::name)
        .containsExactly("shop", "stock");
    assertThat(page.next()).isEmpty();
    assertThat(page.partial()).isEmpty();
  }

  @Test
  void streamTraces_goesThroughAllPages_inOrder() {
    TraceQuery query = TraceQuery.builder().sort(Sort.OLDEST).limit(4).build();

    List<String> ids = clew.streamTraces(query).map(TraceSummary::traceId).toList();

    assertThat(ids).hasSize(25).isSorted().doesNotHaveDuplicates();
    assertThat(clew.streamTraces(query).limit(6)).hasSize(6);
    TracePage first = clew.findTraces(query);
    TracePage second = clew.findTraces(first.next().orElseThrow());
    assertThat(second.traces().get(0).traceId()).isEqualTo(ids.get(4));
  }

  @Test
  void slowAndErrorTraces_areThose() {
    assertThat(clew.slowTraces("shop", HOUR, 2))
        .extracting(TraceSummary::traceId)
        .containsExactly(id(25), id(24));
    assertThat(clew.errorTraces("shop", HOUR, 10))
        .hasSize(5)
        .allMatch(trace -> trace.errorSpanCount() == 1);
    assertThat(clew.errorTraces("stock", HOUR, 10)).isEmpty();
  }

  @Test
  void durationsAndFilters_narrowASearch() {
    assertThat(
            clew.findTraces(
                    TraceQuery.builder()
                        .durationMin(Duration.ofMillis(100))
                        .durationMax(Duration.ofMillis(120))
                        .build())
                .traces())
        .hasSize(3);
    assertThat(
            clew.findTraces(
                    TraceQuery.builder()
                        .filter(
                            "{\"op\":\"gte\",\"args\":[{\"attr\":{\"key\":\"cart.size\"}},"
                                + "{\"scalar\":{\"value\":\"24\",\"type\":\"int\"}}]}")
                        .build())
                .traces())
        .hasSize(2);
    assertThat(
            clew.findTraces(TraceQuery.builder().between(begin.minusSeconds(9), begin).build())
                .traces())
        .isEmpty();
  }

  @Test
  void trace_hasEverything() {
    Trace trace = clew.trace("5").orElseThrow();

    Span root = trace.root().orElseThrow();
    assertThat(trace.spans()).hasSize(2);
    assertThat(root.serviceName()).isEqualTo("shop");
    assertThat(root.kind()).isEqualTo("server");
    assertThat(root.isError()).isTrue();
    assertThat(root.duration()).isEqualTo(Duration.ofMillis(50));
    assertThat(root.attributes())
        .containsEntry("cart.size", 5L)
        .containsEntry("tags", List.of("a"));
    assertThat(root.scopeName()).isEqualTo("cart");
    assertThat(root.scopeVersion()).isEqualTo("1.2");
    assertThat(root.events()).extracting(Span.Event::name).containsExactly("retry");
    assertThat(root.links()).extracting(Span.Link::spanId).containsExactly("0000000000000062");
    assertThat(clew.trace("dead")).isEmpty();
  }

  @Test
  void refusedQuery_saysWhy() {
    assertThatThrownBy(() -> clew.findTraces(TraceQuery.builder().filter("{}").build()))
        .isInstanceOfSatisfying(
            ClewStatusException.class, e -> assertThat(e.status()).isEqualTo(400))
        .hasMessageContaining("query.filter");
    assertThatThrownBy(() -> clew.trace("not-an-id"))
        .isInstanceOf(ClewStatusException.class)
        .hasMessageContaining("1 to 32 hex digits");
  }
}
