// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What somebody wants to read of spans, so that the rest need not be decoded.
 *
 * <p>Of every span come its ids, times, kind and status, and which resource and instrumentation
 * scope it has. All else comes only if it is part of the projection: as one of the {@link Detail}s,
 * or as an attribute. What is not is as if the sender had not said it: empty, zero, none.
 *
 * <pre>{@code
 * Projection.of(Detail.NAME)
 *     .withAttributes(AttributeScope.RESOURCE, Set.of("service.name"))
 *     .withAttributes(AttributeScope.EVENT, Set.of("exception.type"))
 * }</pre>
 *
 * <p>Threads: immutable.
 *
 * @param details what is wanted beside attributes; who wants attributes of events or links wants
 *     these, too
 * @param scopes whose attributes are wanted, whatever their key
 * @param keys the attributes wanted of the other scopes
 */
public record Projection(
    Set<Detail> details, Set<AttributeScope> scopes, Map<AttributeScope, Set<String>> keys) {

  /** Everything. */
  public static final Projection ALL =
      new Projection(EnumSet.allOf(Detail.class), EnumSet.allOf(AttributeScope.class), Map.of());

  /** What a span may have beside ids, times, kind, status and attributes. */
  public enum Detail {
    /** The name of the span. */
    NAME,
    /** The message that goes with the status. */
    STATUS_MESSAGE,
    /** The W3C trace state of the span and of its links. */
    TRACE_STATE,
    /** The flags of the span and of its links. */
    FLAGS,
    /** The events, with time and name. */
    EVENTS,
    /** The links, with the ids that they point to. */
    LINKS,
    /** Name and version of the instrumentation scope. */
    SCOPE_NAME,
    /** Schema URLs of resource and scope, and the resource's entity references. */
    SCHEMA,
    /** How many attributes, events and links the sender dropped. */
    DROPPED_COUNTS
  }

  public Projection {
    EnumMap<AttributeScope, Set<String>> ofOthers = new EnumMap<>(AttributeScope.class);
    keys.forEach((scope, wanted) -> ofOthers.put(scope, Set.copyOf(wanted)));
    ofOthers.keySet().removeAll(scopes);
    ofOthers.values().removeIf(Set::isEmpty);
    Set<Detail> all = new HashSet<>(details);
    if (scopes.contains(AttributeScope.EVENT) || ofOthers.containsKey(AttributeScope.EVENT)) {
      all.add(Detail.EVENTS);
    }
    if (scopes.contains(AttributeScope.LINK) || ofOthers.containsKey(AttributeScope.LINK)) {
      all.add(Detail.LINKS);
    }
    details = Set.copyOf(all);
    scopes = Set.copyOf(scopes);
    keys = Map.copyOf(ofOthers);
  }

  /** These details and no attributes. */
  public static Projection of(Detail... details) {
    return new Projection(Set.of(details), Set.of(), Map.of());
  }

  /** With the attributes of a scope that have one of these keys. */
  public Projection withAttributes(AttributeScope scope, Collection<String> wanted) {
    return and(new Projection(Set.of(), Set.of(), Map.of(scope, Set.copyOf(wanted))));
  }

  /** With all attributes of a scope. */
  public Projection withAllAttributes(AttributeScope scope) {
    return and(new Projection(Set.of(), Set.of(scope), Map.of()));
  }

  /** What is part of this projection, of the other one, or of both. */
  public Projection and(Projection other) {
    EnumMap<AttributeScope, Set<String>> all = new EnumMap<>(AttributeScope.class);
    for (AttributeScope scope : AttributeScope.values()) {
      all.put(
          scope,
          union(keys.getOrDefault(scope, Set.of()), other.keys.getOrDefault(scope, Set.of())));
    }
    return new Projection(union(details, other.details), union(scopes, other.scopes), all);
  }

  /** Whether a detail is wanted. */
  public boolean has(Detail detail) {
    return details.contains(detail);
  }

  /** Whether an attribute is wanted. */
  public boolean has(AttributeScope scope, String key) {
    return scopes.contains(scope) || keys.getOrDefault(scope, Set.of()).contains(key);
  }

  /** Whether any attribute of a scope is wanted. */
  public boolean hasAttributes(AttributeScope scope) {
    return scopes.contains(scope) || keys.containsKey(scope);
  }

  private static <T> Set<T> union(Set<T> one, Set<T> other) {
    Set<T> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }
}
