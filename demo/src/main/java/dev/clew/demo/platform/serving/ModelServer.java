// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.serving;

import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longArrayKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static java.util.Objects.requireNonNull;

import dev.clew.demo.platform.wire.Http;
import dev.clew.demo.platform.wire.HttpLibrary;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.sim.Simulation;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Replica;
import dev.clew.demo.telemetry.Scope;
import dev.clew.demo.telemetry.Service;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A model server that speaks the Open Inference Protocol over HTTP: one batcher per model version
 * and GPU. Each request has the steps preprocess, queue, inference and postprocess; each batch is a
 * trace of its own, linked to its requests, which link back to it.
 */
public final class ModelServer {

  private static final Scope OWN = new Scope("kserve.inference", "0.16.0");
  private static final Operation PREPROCESS = Operation.internal("preprocess", OWN);
  private static final Operation QUEUE = Operation.internal("queue", OWN);
  private static final Operation INFERENCE = Operation.internal("inference", OWN);
  private static final Operation COMPUTE = Operation.internal("compute", OWN);
  private static final Operation POSTPROCESS = Operation.internal("postprocess", OWN);
  private static final Latency DECODING = Latency.ofMillis(0.7, 3);
  private static final Latency ENCODING = Latency.ofMillis(0.4, 2);

  private static final int BATCH_ITEMS_MAX = 32;

  private final Service service;
  private final Slowdown slowdown;
  private final Map<Model, Http> endpoints = new HashMap<>();
  private final Map<Replica, Map<Model, DynamicBatcher>> batchers = new HashMap<>();

  /** What makes a model slower than it should be. */
  @FunctionalInterface
  public interface Slowdown {

    /** Nothing does. */
    Slowdown NONE = (_, _, _) -> 1;

    /** The factor by which {@code model} on this type of GPU is slow at this time; 1 is normal. */
    double factor(Model model, String gpuType, long epochNanos);
  }

  /** A server of {@code models}, all of them on every replica of {@code service}. */
  public ModelServer(Service service, List<Model> models, Slowdown slowdown) {
    this.service = service;
    this.slowdown = slowdown;
    for (Model model : models) {
      String route = "/v2/models/%s/versions/%s/infer".formatted(model.name(), model.version());
      endpoints.put(
          model, Http.endpoint(service, "POST", route, HttpLibrary.HTTPX, HttpLibrary.FASTAPI));
    }
  }

  /** Starts the batchers. */
  public void start(Simulation simulation, long atNanos, SplittableRandom random) {
    for (Replica replica : service.replicas()) {
      Gpu gpu = Gpu.ofType(replica.accelerator());
      Map<Model, DynamicBatcher> perModel = new HashMap<>();
      for (Model model : endpoints.keySet().stream().sorted(Model.BY_NAME).toList()) {
        DynamicBatcher batcher =
            new DynamicBatcher(
                new DynamicBatcher.Policy(BATCH_ITEMS_MAX, 6, 256),
                gpu,
                (flow, batch) -> compute(flow, replica, gpu, model, batch));
        simulation.spawnDaemon(atNanos, random.split(), batcher::work);
        perModel.put(model, batcher);
      }
      batchers.put(replica, perModel);
    }
  }

  /**
   * Asks for predictions for {@code itemCount} items.
   *
   * @throws Failure if the server turns the request away
   */
  public void infer(Flow flow, Model model, int itemCount) {
    Http endpoint = requireNonNull(endpoints.get(model));
    boolean _ =
        endpoint.call(
            flow,
            span -> {
              describe(span, model, flow.replica().accelerator());
              serve(flow, model, itemCount);
              return true;
            });
  }

  private void serve(Flow flow, Model model, int itemCount) {
    DynamicBatcher batcher = batcherFor(flow.replica(), model);
    flow.runVoid(
        PREPROCESS,
        span -> {
          flow.spend(DECODING);
          span.setAttribute(longArrayKey("ml.input.shape"), shape(model, itemCount));
          span.setAttribute(stringKey("ml.input.dtype"), model.inputType());
        });
    flow.runVoid(INFERENCE, span -> inferWithin(flow, span, batcher, itemCount));
    flow.step(POSTPROCESS, ENCODING);
  }

  private static void inferWithin(Flow flow, Span span, DynamicBatcher batcher, int itemCount) {
    Ticket ticket = batcher.enqueue(flow, itemCount);
    Batch batch = flow.run(QUEUE, _ -> ticket.awaitDispatch(flow));
    span.addLink(ticket.batchSpan(), Attributes.of(stringKey("link.type"), "batch"));
    span.setAttribute(stringKey("ml.batch.id"), batch.id());
    span.setAttribute(longKey("ml.batch.size"), (long) batch.itemCount());
    span.setAttribute(doubleKey("ml.queue_time"), (flow.nowNanos() - ticket.enqueuedNanos()) / 1e9);
    flow.runVoid(COMPUTE, _ -> ticket.awaitCompletion(flow));
  }

  private void compute(Flow flow, Replica replica, Gpu gpu, Model model, Batch batch) {
    flow.serveVoid(
        replica,
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

  private DynamicBatcher batcherFor(Replica replica, Model model) {
    return requireNonNull(requireNonNull(batchers.get(replica)).get(model));
  }

  private static void describe(Span span, Model model, String gpuType) {
    span.setAttribute(stringKey("ml.model.name"), model.name());
    span.setAttribute(stringKey("ml.model.version"), model.version());
    span.setAttribute(stringKey("ml.framework"), model.framework());
    span.setAttribute(stringKey("ml.gpu.type"), gpuType);
  }

  private static void describe(Flow flow, Span span, Gpu gpu, Model model, Batch batch) {
    double busy = 0.35 + 0.6 * Math.min(1, batch.itemCount() / (double) BATCH_ITEMS_MAX);
    long memoryBytes = (long) (gpu.memoryBytes() * (0.42 + 0.2 * flow.random().nextDouble()));
    span.setAttribute(stringKey("ml.device"), "cuda:0");
    span.setAttribute(stringKey("ml.batch.id"), batch.id());
    span.setAttribute(longKey("ml.batch.size"), (long) batch.itemCount());
    span.setAttribute(longKey("ml.batch.request_count"), (long) batch.tickets().size());
    span.setAttribute(longArrayKey("ml.input.shape"), shape(model, batch.itemCount()));
    span.setAttribute(doubleKey("ml.gpu.utilization"), busy);
    span.setAttribute(longKey("ml.gpu.memory_used_bytes"), memoryBytes);
  }

  private static List<Long> shape(Model model, int itemCount) {
    List<Long> shape = new ArrayList<>();
    shape.add((long) itemCount);
    shape.addAll(model.itemShape());
    return shape;
  }
}
