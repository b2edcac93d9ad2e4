// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import brave.Span;
import brave.Tracing;
import brave.propagation.B3Propagation;
import brave.propagation.TraceContext;
import brave.propagation.TraceContextOrSamplingFlags;
import brave.sampler.Sampler;
import dev.clew.query.zipkin.ZipkinApiConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zipkin2.DependencyLink;
import zipkin2.reporter.BytesMessageSender;
import zipkin2.reporter.Encoding;
import zipkin2.reporter.InMemoryReporterMetrics;
import zipkin2.reporter.brave.AsyncZipkinSpanHandler;
import zipkin2.reporter.urlconnection.URLConnectionSender;
import zipkin2.storage.QueryRequest;

/** Services traced by Brave that report by Zipkin's own reporter, with ids passed on as b3. */
class ZipkinClientTest {

  private final ZipkinServer server = new ZipkinServer(ZipkinApiConfig.defaults());
  private final HttpStorage storage = new HttpStorage(server.uri(), server::close);

  @AfterEach
  void close() {
    storage.close();
  }

  @ParameterizedTest
  @CsvSource({
    "JSON, /api/v2/spans, true, false",
    "JSON, /api/v2/spans, false, true",
    "PROTO3, /api/v2/spans, true, true"
  })
  void call_ofTwoServices_isFoundAndLinked(
      Encoding encoding, String path, boolean sharesSpans, boolean longIds) throws Exception {
    String traceId;
    try (Service shop = service("shop", encoding, path, sharesSpans, longIds);
        Service stock = service("Stock", encoding, path, sharesSpans, longIds)) {
      Span request = shop.tracing.tracer().newTrace().name("GET /cart").kind(Span.Kind.SERVER);
      request.start();
      Span call = shop.tracing.tracer().newChild(request.context()).name("get");
      call.kind(Span.Kind.CLIENT).remoteServiceName("stock").start();
      Map<String, String> headers = new HashMap<>();
      shop.tracing.propagation().injector(Map<String, String>::put).inject(call.context(), headers);
      answer(stock, headers);
      call.finish();
      request.tag("http.status_code", "500").error(new IllegalStateException("no stock")).finish();
      traceId = request.context().traceIdString();
    }

    List<zipkin2.Span> trace = storage.getTrace(traceId).execute();
    assertThat(trace).hasSize(4).allMatch(span -> span.traceId().equals(traceId));
    assertThat(trace.stream().filter(span -> span.shared() != null)).hasSize(sharesSpans ? 1 : 0);
    long now = System.currentTimeMillis() + 1000;
    QueryRequest search =
        QueryRequest.newBuilder()
            .endTs(now)
            .lookback(60_000)
            .limit(10)
            .serviceName("stock")
            .spanName("select")
            .parseAnnotationQuery("sql.rows=3 and cache miss")
            .build();
    assertThat(storage.getTraces(search).execute()).hasSize(1);
    assertThat(storage.getTraces(search.toBuilder().serviceName("shop").build()).execute())
        .isEmpty();
    assertThat(storage.getDependencies(now, 60_000).execute())
        .containsExactlyInAnyOrder(
            DependencyLink.newBuilder().parent("shop").child("stock").callCount(1).build());
  }

  private static void answer(Service stock, Map<String, String> headers) {
    TraceContextOrSamplingFlags extracted =
        stock
            .tracing
            .propagation()
            .extractor((Map<String, String> sent, String name) -> sent.get(name))
            .extract(headers);
    TraceContext client = extracted.context();
    Span served = stock.tracing.tracer().joinSpan(client).name("get").kind(Span.Kind.SERVER);
    served.start();
    Span work = stock.tracing.tracer().newChild(served.context()).name("select").start();
    work.tag("sql.rows", "3").annotate("cache miss").finish();
    served.finish();
  }

  /** One process that is traced. Closing it reports its spans. */
  private record Service(
      Tracing tracing,
      AsyncZipkinSpanHandler reporter,
      InMemoryReporterMetrics metrics,
      URLConnectionSender sender)
      implements AutoCloseable {
    @Override
    public void close() {
      tracing.close();
      reporter.flush();
      assertThat(metrics.messagesDropped()).as("failures to report").isZero();
      reporter.close();
      sender.close();
    }
  }

  private Service service(
      String name, Encoding encoding, String path, boolean sharesSpans, boolean longIds) {
    URLConnectionSender sender =
        URLConnectionSender.newBuilder().endpoint(server.uri() + path).encoding(encoding).build();
    InMemoryReporterMetrics metrics = new InMemoryReporterMetrics();
    // Without a timeout it sends when told to. Its thread may drop spans that it is about to bundle
    // when it is closed.
    AsyncZipkinSpanHandler reporter =
        AsyncZipkinSpanHandler.newBuilder((BytesMessageSender) sender)
            .messageTimeout(0, TimeUnit.SECONDS)
            .metrics(metrics)
            .build();
    Tracing tracing =
        Tracing.newBuilder()
            .localServiceName(name)
            .propagationFactory(
                B3Propagation.newFactoryBuilder().injectFormat(B3Propagation.Format.SINGLE).build())
            .supportsJoin(sharesSpans)
            .traceId128Bit(longIds)
            .sampler(Sampler.ALWAYS_SAMPLE)
            .addSpanHandler(reporter)
            .build();
    return new Service(tracing, reporter, metrics, sender);
  }
}
