// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import dev.clew.model.SpanKind;
import dev.clew.store.DependencyLink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often which service called which, by Zipkin's rules:
 *
 * <ul>
 *   <li>A call is counted where it is served, by the names that both ends give themselves.
 *   <li>A client whose server reports nothing is counted with the name it has for the server; a
 *       span of no kind that names both sides is such a client.
 *   <li>Messages are links to and from their broker, where the span names it.
 *   <li>A client that calls itself by another name than the service it works for tells of a call
 *       that nobody reported.
 *   <li>A call failed if either end says so.
 * </ul>
 *
 * <p>Source: the behaviour of Zipkin's server, which its storage tests describe.
 */
final class ServiceLinks {

  private record Pair(String caller, String callee) {}

  private static final class Count {
    private long calls;
    private long errors;
  }

  private final Map<Pair, Count> counts = new LinkedHashMap<>();

  /** Counts the calls of a trace. */
  void add(CallTree trace) {
    List<CallNode> nodes = trace.breadthFirst();
    for (CallNode node : nodes) {
      switch (effectiveKind(node)) {
        case SERVER -> served(node, node == nodes.getFirst());
        case CLIENT -> {
          if (node.children.isEmpty() || node.kind != SpanKind.CLIENT) {
            unserved(node);
          }
        }
        case PRODUCER -> add(node.service, node.remoteService, node.isError);
        case CONSUMER -> add(node.remoteService, node.service, node.isError);
        case INTERNAL, UNSPECIFIED -> {}
      }
    }
  }

  /** The links so far, in the order in which they were found. */
  List<DependencyLink> links() {
    List<DependencyLink> links = new ArrayList<>();
    counts.forEach((pair, count) ->
        links.add(new DependencyLink(pair.caller, pair.callee, count.calls, count.errors)));
    return links;
  }

  private static SpanKind effectiveKind(CallNode node) {
    boolean namesBoth = node.service != null && node.remoteService != null;
    return !node.isRemote() && namesBoth ? SpanKind.CLIENT : node.kind;
  }

  private void served(CallNode server, boolean isRoot) {
    if (isRoot && server.remoteService == null) {
      return; // nobody knows who called
    }
    CallNode ancestor = server.remoteAncestor();
    if (ancestor == null || ancestor.service == null) {
      add(server.remoteService, server.service, server.isError);
    } else {
      add(ancestor.service, server.service, isFailed(server, ancestor));
    }
  }

  private void unserved(CallNode client) {
    CallNode ancestor = client.remoteAncestor();
    if (ancestor == null || ancestor.service == null) {
      add(client.service, client.remoteService, client.isError);
      return;
    }
    if (client.service != null && !client.service.equals(ancestor.service)) {
      add(ancestor.service, client.service, false);
    }
    add(
        client.service == null ? ancestor.service : client.service,
        client.remoteService,
        isFailed(client, ancestor));
  }

  /** The client of a call that is reported by spans of its own may know of an error alone. */
  private static boolean isFailed(CallNode node, CallNode ancestor) {
    boolean isOtherEnd = ancestor.kind == SpanKind.CLIENT && (node.parentSpanId == ancestor.spanId);
    return node.isError || (isOtherEnd && ancestor.isError);
  }

  private void add(@Nullable String caller, @Nullable String callee, boolean failed) {
    if (caller != null && callee != null) {
      Count count = counts.computeIfAbsent(new Pair(caller, callee), _ -> new Count());
      count.calls++;
      count.errors += failed ? 1 : 0;
    }
  }
}
