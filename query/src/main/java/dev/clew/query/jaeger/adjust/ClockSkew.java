// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.adjust;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanId;
import dev.clew.store.query.PlainText;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reconciles the clocks of different hosts. A span from another host than its parent that does not
 * lie within it is moved, and with it everything below it on the same host: to the middle of its
 * parent if it is the shorter of the two, so that request and response took equally long; else to
 * its start, if it began before.
 *
 * <p>Hosts are told apart by {@code host.id}, else {@code host.ip}, else {@code host.name} of the
 * resource; where there is none, each span may have a clock of its own.
 */
final class ClockSkew {

  private static final List<String> HOST_KEYS = List.of("host.id", "host.ip", "host.name");

  private final AdjustableTrace trace;
  private final long maxNanos;
  private final Map<Long, Integer> spanById = new HashMap<>();
  private final int[] firstChild;
  private final int[] nextSibling;
  private final String[] hosts;

  ClockSkew(AdjustableTrace trace, long maxNanos) {
    this.trace = trace;
    this.maxNanos = maxNanos;
    this.firstChild = new int[trace.spanCount()];
    this.nextSibling = new int[trace.spanCount()];
    this.hosts = new String[trace.spanCount()];
  }

  void correct() {
    Map<SpanBatch, String[]> hostsOfResources = new HashMap<>();
    for (int span = 0; span < trace.spanCount(); span++) {
      SpanBatch batch = trace.batch(span);
      hosts[span] =
          hostsOfResources
              .computeIfAbsent(batch, ClockSkew::hosts)[batch.resourceIndex(trace.row(span))];
      if (spanById.putIfAbsent(trace.spanId(span), span) != null) {
        trace.warn(span, "duplicate span IDs; skipping clock skew adjustment");
      }
    }
    link().forEach(this::correctBelow);
  }

  /** Hangs children below their parents and returns those that have none. */
  private List<Integer> link() {
    Arrays.fill(firstChild, -1);
    Arrays.fill(nextSibling, -1);
    List<Integer> roots = new ArrayList<>();
    for (int span : spanById.values()) {
      long parentId = trace.parentSpanId(span);
      Integer parent = parentId == 0 ? null : spanById.get(parentId);
      if (parent != null && parent != span) {
        nextSibling[span] = firstChild[parent];
        firstChild[parent] = span;
      } else {
        roots.add(span);
        if (parentId != 0) {
          trace.warn(
              span,
              "parent span ID=%s is not in the trace; skipping clock skew adjustment"
                  .formatted(SpanId.toHex(parentId)));
        }
      }
    }
    return roots;
  }

  /** Parents come before children, so a parent's times are right when a child is compared. */
  private void correctBelow(int root) {
    record Visit(int span, long skewNanos) {}
    Deque<Visit> open = new ArrayDeque<>();
    open.push(new Visit(root, 0));
    while (!open.isEmpty()) {
      Visit visit = open.pop();
      int parent = visit.span();
      for (int child = firstChild[parent]; child >= 0; child = nextSibling[child]) {
        boolean isSameClock = !hosts[child].isEmpty() && hosts[child].equals(hosts[parent]);
        long skewNanos = isSameClock ? visit.skewNanos() : skewNanos(child, parent);
        shift(child, skewNanos);
        open.push(new Visit(child, skewNanos));
      }
    }
  }

  private long skewNanos(int child, int parent) {
    long parentStart = trace.startNanos(parent);
    long childStart = trace.startNanos(child);
    long parentDuration = trace.endNanos(parent) - parentStart;
    long childDuration = trace.endNanos(child) - childStart;
    if (childDuration > parentDuration) {
      return Math.max(0, parentStart - childStart);
    }
    boolean isWithin = childStart >= parentStart && trace.endNanos(child) <= trace.endNanos(parent);
    return isWithin ? 0 : parentStart + (parentDuration - childDuration) / 2 - childStart;
  }

  private void shift(int span, long skewNanos) {
    if (skewNanos == 0) {
      return;
    }
    if (maxNanos == 0) {
      trace.warn(
          span,
          "clock skew adjustment disabled; not applying calculated delta of " + text(skewNanos));
    } else if (Math.abs(skewNanos) > maxNanos) {
      trace.warn(
          span,
          "max clock skew adjustment delta of %s exceeded; not applying calculated delta of %s"
              .formatted(text(maxNanos), text(skewNanos)));
    } else {
      trace.shift(span, skewNanos);
      trace.warn(span, "This span's timestamps were adjusted by " + text(skewNanos));
    }
  }

  private static String text(long nanos) {
    String text =
        Duration.ofNanos(Math.abs(nanos)).toString().substring(2).toLowerCase(Locale.ROOT);
    return nanos < 0 ? "-" + text : text;
  }

  private static String[] hosts(SpanBatch batch) {
    String[] hosts = new String[batch.resourceCount()];
    for (int resource = 0; resource < hosts.length; resource++) {
      hosts[resource] = host(batch, resource);
    }
    return hosts;
  }

  private static String host(SpanBatch batch, int resource) {
    AttributeTable table = batch.attributes(AttributeScope.RESOURCE);
    for (String key : HOST_KEYS) {
      int keyRef = batch.strings().find(key);
      int entry = keyRef < 0 ? -1 : table.find(resource, keyRef);
      if (entry >= 0) {
        AttributeValue value = table.value(entry, batch.strings());
        return value instanceof ArrayValue(List<AttributeValue> values)
            ? values.stream().findFirst().map(PlainText::of).orElse("")
            : PlainText.of(value);
      }
    }
    return "";
  }
}
