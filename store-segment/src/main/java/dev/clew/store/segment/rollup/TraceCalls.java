// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one trace as {@link dev.clew.store.DependencyLink} defines them, whatever its spans
 * look like: ids that are shared, circles, spans sent twice.
 *
 * <p>Cost: linear in the number of spans. Confined to one thread.
 */
final class TraceCalls {

  private final List<CallSpan> spans = new ArrayList<>();
  private final Set<CallSpan.Identity> known = new HashSet<>();
  private final Map<Long, SameId> byId = new HashMap<>();

  /** What is done with a call. */
  interface Sink {
    void call(String caller, CallSpan callee);
  }

  /** The spans that have the same id. */
  private static final class SameId {
    private final List<CallSpan> spans = new ArrayList<>(1);
    private @Nullable Map<String, Integer> services; // how many of each, if there are several

    void add(CallSpan span) {
      spans.add(span);
      services = null;
    }

    /** The service that calls a span; null if there is no such call. */
    @Nullable String caller(CallSpan callee) {
      boolean isOwnParent = callee.id() == callee.parentId();
      if (spans.size() == 1) {
        String only = spans.getFirst().service();
        return isOwnParent || only.equals(callee.service()) ? null : only;
      }
      if (services == null) {
        spans.sort(CallSpan.CALLER_FIRST);
        services = new HashMap<>();
        for (CallSpan span : spans) {
          services.merge(span.service(), 1, Integer::sum);
        }
      }
      if (services.getOrDefault(callee.service(), 0) > (isOwnParent ? 1 : 0)) {
        return null;
      }
      CallSpan first = spans.getFirst();
      return isOwnParent && first.identity().equals(callee.identity())
          ? spans.get(1).service()
          : first.service();
    }
  }

  /** Adds a span; false if it is known. */
  boolean add(CallSpan span) {
    if (!known.add(span.identity())) {
      return false;
    }
    spans.add(span);
    byId.computeIfAbsent(span.id(), _ -> new SameId()).add(span);
    return true;
  }

  int size() {
    return spans.size();
  }

  /** Shows every call. */
  void forEach(Sink sink) {
    for (CallSpan span : spans) {
      SameId parents = span.parentId() == 0 ? null : byId.get(span.parentId());
      String caller = parents == null ? null : parents.caller(span);
      if (caller != null) {
        sink.call(caller, span);
      }
    }
  }
}
