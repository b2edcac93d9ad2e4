// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.adjust;

import dev.clew.model.SpanKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Zipkin's clients and servers share one id for a call. The server's span gets an id of its own,
 * the client's becomes its parent, and what named the shared id as parent belongs to the server.
 */
final class SharedIds {

  private SharedIds() {}

  static void separate(AdjustableTrace trace) {
    Set<Long> clients = new HashSet<>();
    Set<Long> used = new HashSet<>();
    boolean isShared = false;
    for (int span = 0; span < trace.spanCount(); span++) {
      isShared |= !used.add(trace.spanId(span));
      if (kind(trace, span) == SpanKind.CLIENT) {
        clients.add(trace.spanId(span));
      }
    }
    if (isShared) {
      separate(trace, clients, used);
    }
  }

  private static void separate(AdjustableTrace trace, Set<Long> clients, Set<Long> used) {
    Map<Long, Long> serverIds = new HashMap<>();
    Set<Integer> servers = new HashSet<>();
    long next = 1;
    for (int span = 0; span < trace.spanCount(); span++) {
      long shared = trace.spanId(span);
      if (kind(trace, span) == SpanKind.SERVER && clients.contains(shared)) {
        while (!used.add(next)) {
          next++;
        }
        serverIds.put(shared, next);
        servers.add(span);
        trace.spanId(span, next);
        trace.parentSpanId(span, shared);
      }
    }
    for (int span = 0; span < trace.spanCount(); span++) {
      Long server = serverIds.get(trace.parentSpanId(span));
      if (server != null && !servers.contains(span)) {
        trace.parentSpanId(span, server);
      }
    }
  }

  private static SpanKind kind(AdjustableTrace trace, int span) {
    return trace.batch(span).kind(trace.row(span));
  }
}
