// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import dev.clew.demo.sim.Latency;
import dev.clew.demo.sim.Strand;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Work within a trace: a simulated strand, the span it is in, and the replica it runs on. Services
 * are written against this, the way real ones are written against a tracer.
 *
 * <p>Spans nest by nesting the calls: {@link #run} opens a child of the current span on the current
 * replica, {@link #serve} crosses to a replica of another service. A {@link Failure} that leaves a
 * body marks its span as an error and travels on.
 */
public final class Flow {

  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  private final Strand strand;
  private @Nullable Replica replica;
  private Context context;

  private Flow(Strand strand, @Nullable Replica replica, Context context) {
    this.strand = strand;
    this.replica = replica;
    this.context = context;
  }

  /** A flow in no trace yet; the first span it opens is a root. */
  public static Flow begin(Strand strand) {
    return new Flow(strand, null, Context.root());
  }

  /** The simulated strand underneath. */
  public Strand strand() {
    return strand;
  }

  /** Simulated time in epoch nanoseconds. */
  public long nowNanos() {
    return strand.nowNanos();
  }

  /** Chance, reproducible by seed. */
  public SplittableRandom random() {
    return strand.random();
  }

  /** True with this probability. */
  public boolean chance(double probability) {
    return strand.random().nextDouble() < probability;
  }

  /** Works for a while. */
  public void spend(Latency latency) {
    strand.elapse(latency.sampleNanos(strand.random()));
  }

  /** Works for exactly this long. */
  public void spendNanos(long nanos) {
    strand.elapse(nanos);
  }

  /** The context of the current span. */
  public SpanContext spanContext() {
    return Span.fromContext(context).getSpanContext();
  }

  /** The replica whose process this flow is in. */
  public Replica replica() {
    if (replica == null) {
      throw new IllegalStateException("flow is not inside a service yet");
    }
    return replica;
  }

  /** A span within the current replica. */
  public <T> T run(Operation operation, SpanBody<T> body) {
    return within(start(replica(), operation, context, List.of()), body);
  }

  /** A span within the current replica that yields nothing. */
  public void runVoid(Operation operation, SpanBody.Silent body) {
    run(operation, body.asBody());
  }

  /** A span within the current replica in which only time passes. */
  public void step(Operation operation, Latency latency) {
    runVoid(operation, _ -> spend(latency));
  }

  /**
   * A span on some replica of {@code service}: the far side of a call. It is a child of the current
   * span, or a root if there is none.
   */
  public <T> T serve(Service service, Operation operation, SpanBody<T> body) {
    return serve(service.pick(strand.random()), operation, List.of(), body);
  }

  /** As {@link #serve(Service, Operation, SpanBody)}, yielding nothing. */
  public void serveVoid(Service service, Operation operation, SpanBody.Silent body) {
    serve(service, operation, body.asBody());
  }

  /** A span on this very replica, with links, as {@link #serve(Service, Operation, SpanBody)}. */
  public <T> T serve(
      Replica target, Operation operation, List<SpanContext> links, SpanBody<T> body) {
    Replica caller = replica;
    replica = target;
    try {
      return within(start(target, operation, arriving(), links), body);
    } finally {
      replica = caller;
    }
  }

  /** As {@link #serve(Replica, Operation, List, SpanBody)}, yielding nothing. */
  public void serveVoid(
      Replica target, Operation operation, List<SpanContext> links, SpanBody.Silent body) {
    serve(target, operation, links, body.asBody());
  }

  /** Marks {@code span} as failed, with an exception event. */
  public static void record(Span span, Failure failure) {
    span.addEvent("exception", failure.attributes());
    span.setAttribute(ERROR_TYPE, failure.type());
    span.setStatus(StatusCode.ERROR, failure.message());
  }

  /**
   * Runs the branches side by side, each with its own flow inside the current span, and returns
   * when the last one has ended.
   *
   * @throws Failure the first one, in order of the list, that a branch ended with
   */
  public void parallel(List<Consumer<Flow>> branches) {
    @Nullable Failure[] failures = new @Nullable Failure[branches.size()];
    List<Consumer<Strand>> strands = new ArrayList<>(branches.size());
    for (int index = 0; index < failures.length; index++) {
      int slot = index;
      strands.add(child -> failures[slot] = failureOf(branches.get(slot), child));
    }
    strand.parallel(strands);
    for (Failure failure : failures) {
      if (failure != null) {
        throw failure;
      }
    }
  }

  private @Nullable Failure failureOf(Consumer<Flow> branch, Strand child) {
    try {
      branch.accept(new Flow(child, replica, context));
      return null;
    } catch (Failure failure) {
      return failure;
    }
  }

  private static Span start(
      Replica target, Operation operation, Context parent, List<SpanContext> links) {
    SpanBuilder builder =
        target
            .tracer(operation.scope())
            .spanBuilder(operation.name())
            .setSpanKind(operation.kind())
            .setAllAttributes(operation.attributes())
            .setParent(parent);
    links.forEach(builder::addLink);
    return builder.startSpan();
  }

  private <T> T within(Span span, SpanBody<T> body) {
    Context outer = context;
    context = outer.with(span);
    try {
      T result = body.run(span);
      span.end();
      return result;
    } catch (Failure failure) {
      record(span, failure);
      span.end();
      throw failure;
    } finally {
      context = outer;
    }
  }

  /** The current span as the far side of a call sees it: known by its ids only. */
  private Context arriving() {
    SpanContext here = spanContext();
    if (!here.isValid()) {
      return Context.root();
    }
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            here.getTraceId(), here.getSpanId(), here.getTraceFlags(), here.getTraceState());
    return Context.root().with(Span.wrap(remote));
  }
}
