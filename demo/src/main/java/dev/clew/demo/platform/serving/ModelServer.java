// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.serving;

import static io.opentelemetry.api.common.AttributeKey.longArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.clew.demo.platform.site.Site;
import dev.clew.demo.platform.wire.Http;
import dev.clew.demo.platform.wire.HttpLibrary;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Scope;
import dev.clew.demo.telemetry.Service;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model server that speaks the Open Inference Protocol over HTTP. Each request has the steps
 * preprocess, inference (queue, then compute) and postprocess; each batch is a trace of its own,
 * linked to its requests, which link back to it.
 */
public final class ModelServer {

  private static final Scope OWN = new Scope("kserve.inference", "0.16.0");
  private static final Operation PREPROCESS = Operation.internal("preprocess", OWN);
  private static final Operation INFERENCE = Operation.internal("inference", OWN);
  private static final Operation QUEUE = Operation.internal("queue", OWN);
  private static final Operation COMPUTE = Operation.internal("compute", OWN);
  private static final Operation POSTPROCESS = Operation.internal("postprocess", OWN);
  private static final Latency DECODING = Latency.ofMillis(0.7, 3);
  private static final Latency ENCODING = Latency.ofMillis(0.4, 2);

  private final BatchPolicy policy;
  private final Slowdown slowdown;
  private final BatcherGrid batchers;
  private final Map<Model, Http> endpoints = new HashMap<>();

  /** What a model server runs, and how. */
  public record Layout(
      Deployment deployment, int replicaCount, List<Model> models, BatchPolicy policy) {

    public Layout {
      models = List.copyOf(models);
    }
  }

  /** What makes a model slower than it should be. */
  @FunctionalInterface
  public interface Slowdown {

    /** Nothing does. */
    Slowdown NONE = (_, _, _) -> 1;

    /** The factor by which {@code model} on this type of GPU is slow at this time; 1 is normal. */
    double factor(Model model, String gpuType, long epochNanos);
  }

  /** A server at {@code site} with every model on every replica. */
  public ModelServer(Site site, Layout layout, Slowdown slowdown) {
    Service service = site.deploy(layout.deployment(), layout.replicaCount());
    this.policy = layout.policy();
    this.slowdown = slowdown;
    this.batchers = new BatcherGrid(site, service, layout.models(), policy, this::compute);
    for (Model model : layout.models()) {
      String route = "/v2/models/%s/versions/%s/infer".formatted(model.name(), model.version());
      endpoints.put(
          model, Http.endpoint(service, "POST", route, HttpLibrary.HTTPX, HttpLibrary.FASTAPI));
    }
  }

  /**
   * Asks for predictions for {@code itemCount} items.
   *
   * @throws Failure if the server turns the request away
   */
  public void infer(Flow flow, Model model, int itemCount) {
    Http endpoint = endpoints.get(model);
    if (endpoint == null) {
      throw new IllegalArgumentException("model: " + model.name() + " (expected: a loaded model)");
    }
    endpoint.callVoid(
        flow,
        span -> {
          describe(span, model, flow.replica().accelerator());
          flow.runVoid(PREPROCESS, step -> preprocess(flow, step, model, itemCount));
          flow.runVoid(INFERENCE, step -> infer(flow, step, model, itemCount));
          flow.step(POSTPROCESS, ENCODING);
        });
  }

  private static void preprocess(Flow flow, Span span, Model model, int itemCount) {
    flow.spend(DECODING);
    span.setAttribute(longArrayKey("ml.input.shape"), model.inputShape(itemCount));
    span.setAttribute("ml.input.dtype", model.inputType());
  }

  private void infer(Flow flow, Span span, Model model, int itemCount) {
    Ticket ticket = batchers.at(flow.replica(), model).enqueue(flow, itemCount);
    Batch batch = flow.run(QUEUE, _ -> ticket.awaitDispatch(flow));
    span.addLink(ticket.batchSpan(), Attributes.of(stringKey("link.type"), "batch"));
    span.setAttribute("ml.batch.id", batch.id());
    span.setAttribute("ml.batch.size", batch.itemCount());
    span.setAttribute("ml.queue_time", (flow.nowNanos() - ticket.enqueuedNanos()) / 1e9);
    flow.runVoid(COMPUTE, _ -> ticket.awaitCompletion(flow));
  }

  private void compute(Flow flow, BatcherGrid.Worker worker, Batch batch) {
    Model model = worker.model();
    Gpu gpu = worker.gpu();
    flow.serveVoid(
        worker.replica(),
        Operation.internal("batch " + model.name(), OWN),
        batch.requests(),
        span -> {
          SpanContext batchSpan = span.getSpanContext();
          batch.tickets().forEach(ticket -> ticket.dispatch(flow.strand(), batch, batchSpan));
          describe(span, model, gpu.type());
          describe(flow, span, gpu, model, batch);
          double slowness = gpu.slowness() * slowdown.factor(model, gpu.type(), flow.nowNanos());
          flow.spend(model.launch().times(slowness));
          flow.spend(model.perItem().times(slowness * batch.itemCount()));
        });
  }

  private static void describe(Span span, Model model, String gpuType) {
    span.setAttribute("ml.model.name", model.name());
    span.setAttribute("ml.model.version", model.version());
    span.setAttribute("ml.framework", model.framework());
    span.setAttribute("ml.gpu.type", gpuType);
  }

  private void describe(Flow flow, Span span, Gpu gpu, Model model, Batch batch) {
    double fill = Math.min(1, (double) batch.itemCount() / policy.itemsMax());
    double memoryShare = 0.42 + 0.2 * flow.random().nextDouble();
    span.setAttribute("ml.device", "cuda:0");
    span.setAttribute("ml.batch.id", batch.id());
    span.setAttribute("ml.batch.size", batch.itemCount());
    span.setAttribute("ml.batch.request_count", batch.tickets().size());
    span.setAttribute(longArrayKey("ml.input.shape"), model.inputShape(batch.itemCount()));
    span.setAttribute("ml.gpu.utilization", 0.35 + 0.6 * fill);
    span.setAttribute("ml.gpu.memory_used_bytes", (long) (gpu.memoryBytes() * memoryShare));
  }
}
