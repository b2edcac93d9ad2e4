// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.stage;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanCopier;
import dev.clew.model.SpanKind;
import dev.clew.vocabulary.Concepts;
import dev.clew.vocabulary.Layer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes child spans for the stages of model calls.
 *
 * <p>Two sources: times that a span has as concepts ({@code ml.queue_time}, {@code
 * ml.prefill_time}, {@code ml.decode_time}, {@code ml.compute_time}), laid one behind the other
 * from its start; and Triton's events, which are moments. A call that has such children already
 * gets none. Nothing reaches beyond its parent.
 *
 * <p>A derived span has the instrumentation scope {@value #SCOPE_NAME}, the attribute {@value
 * #MARKER}, its parent's trace, resource and flags, and an id that follows from its parent's and
 * its name: the same at every look.
 *
 * <p>Threads: pure functions. Cost: linear in the spans; next to nothing for traces without such
 * calls.
 */
public final class StageSpans {

  /** The instrumentation scope of derived spans. */
  public static final String SCOPE_NAME = "clew.derived";

  /** The attribute, always true, of derived spans. */
  public static final String MARKER = "clew.derived";

  /** The attribute that says what a derived span was made from. */
  public static final String MARKER_SOURCE = "clew.derived.from";

  private static final long MIX = 0x9E3779B97F4A7C15L; // 2^64 by the golden ratio

  private StageSpans() {}

  /** Whether a span of a batch was derived. */
  public static boolean isDerived(SpanBatch batch, int row) {
    int name = batch.strings().find(SCOPE_NAME);
    return name > 0 && batch.scopeNameRef(batch.scopeIndex(row)) == name;
  }

  /**
   * A trace with the stages of its calls behind its own spans, or the same batch if there are none.
   *
   * @param trace all spans of one or more traces
   */
  public static SpanBatch added(SpanBatch trace) {
    List<Stage> stages = new ArrayList<>(new TritonStages(trace).stages());
    stages.addAll(new TimedStages(trace).stages());
    if (stages.isEmpty()) {
      return trace;
    }
    SpanBatchBuilder builder = new SpanBatchBuilder();
    SpanCopier copier = new SpanCopier(builder);
    for (int row = 0; row < trace.spanCount(); row++) {
      copier.copy(trace, row);
    }
    addTo(builder, stages);
    return builder.build();
  }

  private static void addTo(SpanBatchBuilder builder, List<Stage> stages) {
    SpanBatch copied = builder.view();
    Map<Integer, Integer> scopes = new HashMap<>(); // by resource
    for (Stage stage : stages) {
      int parent = stage.parentRow();
      int resource = copied.resourceIndex(parent);
      int scope = scopes.computeIfAbsent(resource, index -> scope(builder, index));
      builder.beginSpan(scope);
      builder.traceId(copied.traceIdHigh(parent), copied.traceIdLow(parent));
      builder.spanId(id(copied.spanId(parent), stage.name()));
      builder.parentSpanId(copied.spanId(parent));
      builder.startNanos(stage.startNanos());
      builder.endNanos(stage.endNanos());
      builder.nameRef(builder.intern(stage.name()));
      builder.kindNumber(SpanKind.INTERNAL.ordinal());
      builder.flags(copied.flags(parent));
      builder.attribute(AttributeScope.SPAN, MARKER, new BoolValue(true));
      builder.attribute(AttributeScope.SPAN, MARKER_SOURCE, new StringValue(stage.source()));
      builder.attribute(
          AttributeScope.DERIVED, Concepts.OPERATION, new StringValue(stage.operation()));
      builder.attribute(
          AttributeScope.DERIVED, Concepts.LAYER, new StringValue(Layer.MODEL.label()));
      builder.endSpan();
    }
  }

  private static int scope(SpanBatchBuilder builder, int resource) {
    int scope = builder.beginScope(resource);
    builder.scopeNameRef(builder.intern(SCOPE_NAME));
    builder.endScope();
    return scope;
  }

  /** Never zero. */
  private static long id(long parent, String name) {
    long id = (parent ^ name.hashCode()) * MIX;
    id ^= id >>> 32;
    return id == 0 ? MIX : id;
  }
}
