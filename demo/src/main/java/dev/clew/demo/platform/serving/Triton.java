// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.serving;

import dev.clew.demo.incident.Incidents;
import dev.clew.demo.incident.Timetable;
import dev.clew.demo.platform.site.Site;
import dev.clew.demo.platform.wire.Grpc;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Language;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Scope;
import dev.clew.demo.telemetry.Service;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import java.util.HexFormat;
import java.util.List;

/**
 * An inference server with Triton's own tracing: three nested spans per request, all of kind
 * server, whose events are time stamps. Queue time and compute time are to be read off those
 * events.
 *
 * <p>The batch span is what its batching backend adds. On this server large batches can run out of
 * GPU memory.
 */
public final class Triton {

  /** The model that judges pictures. */
  public static final Model CLASSIFIER =
      new Model(
          "image-classifier",
          "2",
          "pytorch_libtorch",
          "FP32",
          List.of(3L, 384L, 384L),
          Latency.ofMillis(9, 17),
          Latency.ofMillis(3.4, 5));

  /** A smaller model for when the other one cannot answer. */
  public static final Model CLASSIFIER_LITE =
      new Model(
          "image-classifier-lite",
          "1",
          "pytorch_libtorch",
          "FP32",
          List.of(3L, 224L, 224L),
          Latency.ofMillis(3, 6),
          Latency.ofMillis(0.7, 1.1));

  private static final Deployment DEPLOYMENT =
      Deployment.of("triton", "25.10", Language.CPP).onGpus("NVIDIA A10G");
  private static final Scope OWN = new Scope("triton-server", "2.62.0");
  private static final Scope BACKEND = new Scope("shop.triton.backend", "1.4.0");
  private static final Latency RECEIVING = Latency.ofMillis(0.6, 2.5);
  private static final Latency COPY_IN = Latency.ofMillis(0.5, 1.4);
  private static final Latency COPY_OUT = Latency.ofMillis(0.15, 0.5);
  private static final Latency FAILED_ALLOCATION = Latency.ofMillis(38, 90);
  private static final int OOM_ITEMS_MIN = 5;
  private static final HexFormat HEX = HexFormat.of();

  private final Timetable timetable;
  private final BatcherGrid batchers;
  private final Grpc modelInfer;

  /** The server at {@code site}. */
  public Triton(Site site) {
    Service service = site.deploy(DEPLOYMENT, 1);
    this.timetable = site.timetable();
    this.batchers =
        new BatcherGrid(
            site,
            service,
            List.of(CLASSIFIER, CLASSIFIER_LITE),
            new BatchPolicy(16, 8, 128),
            this::compute);
    this.modelInfer =
        Grpc.method(service, "inference.GRPCInferenceService", "ModelInfer")
            .servedAs(Operation.server("InferRequest", OWN));
  }

  /**
   * Classifies one picture.
   *
   * @throws Failure if its batch ran out of memory, or the queue is full
   */
  public void classify(Flow flow, Model model) {
    modelInfer.callVoid(
        flow,
        span -> {
          span.addEvent("GRPC_WAITREAD_START");
          flow.spend(RECEIVING);
          span.addEvent("GRPC_WAITREAD_END");
          flow.runVoid(tritonSpan(model.name()), request -> handle(flow, request, model));
          span.addEvent("GRPC_SEND_START");
          flow.spend(COPY_OUT);
          span.addEvent("GRPC_SEND_END");
        });
  }

  private void handle(Flow flow, Span span, Model model) {
    span.setAttribute("triton.model_name", model.name());
    span.setAttribute("triton.model_version", Long.parseLong(model.version()));
    span.setAttribute("triton.request_id", HEX.toHexDigits(flow.random().nextInt()));
    span.addEvent("REQUEST_START");
    span.addEvent("QUEUE_START");
    Ticket ticket = batchers.at(flow.replica(), model).enqueue(flow, 1);
    ticket.awaitDispatch(flow);
    span.addLink(ticket.batchSpan());
    flow.runVoid(
        tritonSpan("compute"),
        compute -> {
          compute.addEvent("COMPUTE_START");
          flow.spend(COPY_IN);
          compute.addEvent("COMPUTE_INPUT_END");
          ticket.awaitCompletion(flow);
          compute.addEvent("COMPUTE_OUTPUT_START");
          flow.spend(COPY_OUT);
          compute.addEvent("COMPUTE_END");
        });
    span.addEvent("INFER_RESPONSE_COMPLETE");
    span.addEvent("REQUEST_END");
  }

  private void compute(Flow flow, BatcherGrid.Worker worker, Batch batch) {
    Model model = worker.model();
    flow.serveVoid(
        worker.replica(),
        Operation.internal("batch " + model.name(), BACKEND),
        batch.requests(),
        span -> {
          SpanContext batchSpan = span.getSpanContext();
          batch.tickets().forEach(ticket -> ticket.dispatch(flow.strand(), batch, batchSpan));
          span.setAttribute("triton.model_name", model.name());
          span.setAttribute("triton.model_version", Long.parseLong(model.version()));
          span.setAttribute("ml.batch.id", batch.id());
          span.setAttribute("ml.batch.size", batch.itemCount());
          span.setAttribute("ml.gpu.type", worker.gpu().type());
          checkMemory(flow, model, batch);
          double slowness = worker.gpu().slowness();
          flow.spend(model.launch().times(slowness));
          flow.spend(model.perItem().times(slowness * batch.itemCount()));
        });
  }

  private void checkMemory(Flow flow, Model model, Batch batch) {
    if (model.equals(CLASSIFIER)
        && batch.itemCount() >= OOM_ITEMS_MIN
        && timetable.active(Incidents.GPU_OUT_OF_MEMORY, flow.nowNanos())) {
      flow.spend(FAILED_ALLOCATION);
      throw outOfMemory(batch.itemCount());
    }
  }

  private static Failure outOfMemory(int itemCount) {
    String message =
        "CUDA out of memory. Tried to allocate "
            + itemCount * 162
            + ".00 MiB. GPU 0 has a total capacity of 22.06 GiB of which 118.44 MiB is free."
            + " Including non-PyTorch memory, this process has 9.31 GiB memory in use.";
    String stackTrace =
        "Traceback (most recent call last):\n"
            + "  File \"/models/image-classifier/2/model.py\", line 88, in execute\n"
            + "    logits = self.model(pixels.to(self.device))\n"
            + "  File \"/models/image-classifier/2/backbone.py\", line 141, in forward\n"
            + "    x = self.stages(self.stem(x))\n"
            + "torch.OutOfMemoryError: "
            + message;
    return new Failure("torch.OutOfMemoryError", message, stackTrace, 500);
  }

  private static Operation tritonSpan(String name) {
    return Operation.internal(name, OWN).ofKind(SpanKind.SERVER);
  }
}
