// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import dev.clew.model.SpanKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One side of a call in the tree of a trace: all that was reported of it, put together. */
final class CallNode {

  final long spanId;
  final boolean shared;
  final List<CallNode> children = new ArrayList<>();
  long parentSpanId; // 0: none
  SpanKind kind;
  @Nullable Object endpoint;
  @Nullable String service;
  @Nullable String remoteService;
  boolean isError;
  @Nullable CallNode parent;

  CallNode(long spanId, boolean shared, SpanKind kind) {
    this.spanId = spanId;
    this.shared = shared;
    this.kind = kind;
  }

  /** Adds what another report of the same side says. */
  void merge(CallNode other) {
    parentSpanId = parentSpanId == 0 ? other.parentSpanId : parentSpanId;
    kind = isRemote() ? kind : other.kind;
    endpoint = endpoint == null ? other.endpoint : endpoint;
    service = service == null ? other.service : service;
    remoteService = remoteService == null ? other.remoteService : remoteService;
    isError |= other.isError;
  }

  void adopt(CallNode child) {
    children.add(child);
    child.parent = this;
  }

  /** Whether it is an end of a call or a message, not work of a service in itself. */
  boolean isRemote() {
    return kind != SpanKind.UNSPECIFIED && kind != SpanKind.INTERNAL;
  }

  /** The nearest end of a call on the way to the root. */
  @Nullable CallNode remoteAncestor() {
    CallNode ancestor = parent;
    while (ancestor != null && !ancestor.isRemote()) {
      ancestor = ancestor.parent;
    }
    return ancestor;
  }
}
