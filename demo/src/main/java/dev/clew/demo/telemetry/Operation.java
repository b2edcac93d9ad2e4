// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;

/**
 * What a span says before anything has happened: its name, kind, scope and constant attributes.
 * Services keep these as constants or build them once per instance.
 */
public record Operation(String name, SpanKind kind, Scope scope, Attributes attributes) {

  /** An operation that serves a request from another process. */
  public static Operation server(String name, Scope scope) {
    return new Operation(name, SpanKind.SERVER, scope, Attributes.empty());
  }

  /** An operation that waits for another process. */
  public static Operation client(String name, Scope scope) {
    return new Operation(name, SpanKind.CLIENT, scope, Attributes.empty());
  }

  /** An operation that hands a message over and does not wait for what becomes of it. */
  public static Operation producer(String name, Scope scope) {
    return new Operation(name, SpanKind.PRODUCER, scope, Attributes.empty());
  }

  /** An operation that handles messages. */
  public static Operation consumer(String name, Scope scope) {
    return new Operation(name, SpanKind.CONSUMER, scope, Attributes.empty());
  }

  /** A step within one process. */
  public static Operation internal(String name, Scope scope) {
    return new Operation(name, SpanKind.INTERNAL, scope, Attributes.empty());
  }

  /** The same operation with one more constant attribute. */
  public <T> Operation with(AttributeKey<T> key, T value) {
    return with(Attributes.of(key, value));
  }

  /** The same operation with more constant attributes. */
  public Operation with(Attributes more) {
    return new Operation(name, kind, scope, attributes.toBuilder().putAll(more).build());
  }

  /** The same operation with another kind, for libraries that see it differently. */
  public Operation ofKind(SpanKind newKind) {
    return new Operation(name, newKind, scope, attributes);
  }

  /** The same operation under another name. */
  public Operation named(String newName) {
    return new Operation(newName, kind, scope, attributes);
  }
}
