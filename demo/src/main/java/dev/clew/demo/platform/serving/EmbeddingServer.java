// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.serving;

import dev.clew.demo.platform.site.Site;
import dev.clew.demo.platform.wire.Http;
import dev.clew.demo.platform.wire.HttpLibrary;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Language;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Protocol;
import dev.clew.demo.telemetry.Scope;
import dev.clew.demo.telemetry.Service;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.Locale;

/**
 * Computes text embeddings and rerank scores. Instrumented as text-embedding servers are: durations
 * are attributes, written as text with a unit, and the batch is a root span with {@code
 * batch_size}.
 */
public final class EmbeddingServer {

  /** The embedding model. */
  public static final Model EMBEDDER =
      new Model(
          "bge-m3",
          "1.5",
          "candle",
          "INT64",
          List.of(512L),
          Latency.ofMillis(4.5, 9),
          Latency.ofMillis(0.9, 1.6));

  /** The cross-encoder that orders search results. */
  public static final Model RERANKER =
      new Model(
          "bge-reranker-v2-m3",
          "2.0",
          "candle",
          "INT64",
          List.of(1024L),
          Latency.ofMillis(6, 12),
          Latency.ofMillis(1.1, 2));

  private static final Deployment DEPLOYMENT =
      Deployment.of("embedding-server", "1.8.3", Language.CPP)
          .by(Protocol.HTTP_GZIP)
          .onGpus("NVIDIA L4");
  private static final Scope OWN = new Scope("text-embeddings-router", "1.8.3");
  private static final Operation QUEUED = Operation.internal("queued", OWN);
  private static final Operation INFER = Operation.internal("infer", OWN);
  private static final Operation TOKENIZE = Operation.internal("tokenize", OWN);
  private static final Operation BATCH = Operation.internal("batch", OWN);
  private static final Latency TOKENIZATION = Latency.ofMillis(0.5, 2.2);

  private final BatcherGrid batchers;
  private final Http embed;
  private final Http rerank;

  /** The server at {@code site}. */
  public EmbeddingServer(Site site) {
    Service service = site.deploy(DEPLOYMENT, 2);
    this.batchers =
        new BatcherGrid(
            site,
            service,
            List.of(EMBEDDER, RERANKER),
            new BatchPolicy(64, 3, 512),
            EmbeddingServer::compute);
    this.embed = Http.endpoint(service, "POST", "/embed", HttpLibrary.HTTPX, HttpLibrary.NET_HTTP);
    this.rerank =
        Http.endpoint(service, "POST", "/rerank", HttpLibrary.HTTPX, HttpLibrary.NET_HTTP);
  }

  /**
   * Embeds {@code textCount} texts.
   *
   * @throws Failure if the server turns the request away
   */
  public void embed(Flow flow, int textCount) {
    embed.callVoid(flow, span -> serve(flow, span, EMBEDDER, textCount));
  }

  /**
   * Scores {@code documentCount} documents against a query.
   *
   * @throws Failure if the server turns the request away
   */
  public void rerank(Flow flow, int documentCount) {
    rerank.callVoid(flow, span -> serve(flow, span, RERANKER, documentCount));
  }

  private void serve(Flow flow, Span span, Model model, int textCount) {
    long startNanos = flow.nowNanos();
    flow.step(TOKENIZE, TOKENIZATION);
    Ticket ticket = batchers.at(flow.replica(), model).enqueue(flow, textCount);
    flow.run(QUEUED, _ -> ticket.awaitDispatch(flow));
    long dispatchedNanos = flow.nowNanos();
    span.addLink(ticket.batchSpan());
    flow.runVoid(INFER, _ -> ticket.awaitCompletion(flow));
    span.setAttribute("model_id", model.name());
    span.setAttribute("total_time", text(flow.nowNanos() - startNanos));
    span.setAttribute("queue_time", text(dispatchedNanos - ticket.enqueuedNanos()));
    span.setAttribute("inference_time", text(flow.nowNanos() - dispatchedNanos));
  }

  private static void compute(Flow flow, BatcherGrid.Worker worker, Batch batch) {
    Model model = worker.model();
    flow.serveVoid(
        worker.replica(),
        BATCH,
        batch.requests(),
        span -> {
          SpanContext batchSpan = span.getSpanContext();
          batch.tickets().forEach(ticket -> ticket.dispatch(flow.strand(), batch, batchSpan));
          span.setAttribute("batch_size", batch.itemCount());
          span.setAttribute("model_id", model.name());
          double slowness = worker.gpu().slowness();
          flow.spend(model.launch().times(slowness));
          flow.spend(model.perItem().times(slowness * batch.itemCount()));
        });
  }

  /** A duration as this server prints it, such as {@code 4.731ms}. */
  private static String text(long nanos) {
    return String.format(Locale.ROOT, "%.3fms", nanos / 1e6);
  }
}
