// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import dev.clew.codec.zipkin.ZipkinView;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tree of one trace as Zipkin sees it: a server that shares the id of its client is that
 * client's child, and what the server does in turn is the server's. Reports of one side of a call
 * are put together. Spans without a parent, or whose parent is not there, are children of the first
 * root; without a root they are roots themselves.
 */
final class CallTree {

  /** Several servers may continue one client: they are told apart by where they are. */
  private record Side(long spanId, boolean shared, @Nullable Object endpoint) {}

  private final Map<Side, CallNode> nodes = new LinkedHashMap<>();

  /** Adds the spans of the trace in these rows. */
  void add(SpanBatch batch, ZipkinView view, List<Integer> rows) {
    for (int row : rows) {
      SpanKind kind = batch.kind(row);
      CallNode node = new CallNode(batch.spanId(row), view.isShared(row), kind);
      node.parentSpanId = batch.parentSpanId(row);
      node.endpoint = view.place(row);
      node.service = view.localServiceName(row);
      node.remoteService = view.remoteServiceName(row);
      node.isError = view.isError(row);
      add(node);
    }
  }

  /** Links what was added, and returns the nodes level by level from the roots. */
  List<CallNode> breadthFirst() {
    List<CallNode> sides = corrected();
    Map<Long, CallNode> byId = new HashMap<>();
    Map<Side, CallNode> byShared = new HashMap<>();
    for (CallNode node : sides) {
      if (node.shared) {
        byShared.putIfAbsent(new Side(node.spanId, true, node.endpoint), node);
        byShared.putIfAbsent(new Side(node.spanId, true, null), node);
      } else {
        byId.putIfAbsent(node.spanId, node);
      }
    }
    CallNode root = null;
    for (CallNode node : sides) {
      if (root == null && node.parentSpanId == 0 && !node.shared) {
        root = node;
      }
    }
    List<CallNode> roots = new ArrayList<>();
    for (CallNode node : sides) {
      CallNode parent = node == root ? null : parent(node, byId, byShared);
      if (parent != null && parent != node) {
        parent.adopt(node);
      } else if (root != null && node != root) {
        root.adopt(node);
      } else {
        roots.add(node);
      }
    }
    for (int i = 0; i < roots.size(); i++) {
      roots.addAll(roots.get(i).children);
    }
    return roots;
  }

  private void add(CallNode node) {
    // Of what shares no id there is one side only, wherever its parts were reported.
    Side side = new Side(node.spanId, node.shared, node.shared ? node.endpoint : kindOf(node));
    CallNode known = nodes.putIfAbsent(side, node);
    if (known != null) {
      known.merge(node);
    }
  }

  private static @Nullable Object kindOf(CallNode node) {
    return node.kind == SpanKind.SERVER || node.kind == SpanKind.CONSUMER ? node.endpoint : null;
  }

  /** A server with the id of a client shares it, whether it says so or not. */
  private List<CallNode> corrected() {
    Map<Long, CallNode> clients = new HashMap<>();
    nodes.values().stream()
        .filter(node -> node.kind == SpanKind.CLIENT && !node.shared)
        .forEach(node -> clients.putIfAbsent(node.spanId, node));
    List<CallNode> sides = new ArrayList<>();
    for (CallNode node : nodes.values()) {
      CallNode client = clients.get(node.spanId);
      sides.add(
          node.kind == SpanKind.SERVER && !node.shared && client != null ? shared(node) : node);
    }
    return sides;
  }

  private static CallNode shared(CallNode node) {
    CallNode shared = new CallNode(node.spanId, true, node.kind);
    shared.merge(node);
    return shared;
  }

  private static @Nullable CallNode parent(
      CallNode node, Map<Long, CallNode> byId, Map<Side, CallNode> byShared) {
    if (node.shared) {
      return byId.get(node.spanId);
    }
    if (node.parentSpanId == 0) {
      return null;
    }
    CallNode server = byShared.get(new Side(node.parentSpanId, true, node.endpoint));
    if (server != null) {
      return server;
    }
    CallNode parent = byId.get(node.parentSpanId);
    return parent != null ? parent : byShared.get(new Side(node.parentSpanId, true, null));
  }
}
