// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.shape;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanKind;
import java.util.SplittableRandom;

/**
 * What load generators of tracing back ends send: 10 spans per trace below one root, each with 11
 * attributes drawn from 97 keys and 1,000 values. About 330 bytes of OTLP per span, and hardly
 * anything that repeats.
 */
final class TracegenShape implements SpanShape {

  private static final int SPANS_PER_TRACE = 10;
  private static final int ATTRIBUTES_PER_SPAN = 11;
  private static final int KEYS = 97;
  private static final int VALUES = 1000;
  private static final int SERVICES = 10;

  private final SplittableRandom random;
  private final int[] keys = new int[KEYS];
  private long startNanos;
  private int traces;

  TracegenShape(long seed, long startNanos) {
    this.random = new SplittableRandom(seed);
    this.startNanos = startNanos;
    for (int key = 0; key < KEYS; key++) {
      keys[key] = key;
    }
  }

  @Override
  public int spansPerTrace() {
    return SPANS_PER_TRACE;
  }

  @Override
  public void next(SpanBatchBuilder target, int traceCount) {
    int service = traces++ % SERVICES;
    target.beginResource();
    target.attribute(AttributeScope.RESOURCE, "service.name", text("tracegen-" + service));
    target.attribute(AttributeScope.RESOURCE, "host.name", text("host-" + service));
    target.beginScope();
    target.scopeNameRef(target.intern("tracegen"));
    for (int trace = 0; trace < traceCount; trace++) {
      trace(target);
    }
    target.endScope();
    target.endResource();
  }

  private void trace(SpanBatchBuilder target) {
    long high = random.nextLong();
    long low = random.nextLong();
    long root = random.nextLong() | 1;
    startNanos += random.nextLong(2_000_000);
    for (int i = 0; i < SPANS_PER_TRACE; i++) {
      target.beginSpan();
      target.traceId(high, low);
      target.spanId(i == 0 ? root : random.nextLong() | 1);
      target.parentSpanId(i == 0 ? 0 : root);
      target.nameRef(target.intern(i == 0 ? "lets-go" : "okey-dokey-" + i));
      target.kindNumber(i == 0 ? SpanKind.CLIENT.ordinal() : SpanKind.SERVER.ordinal());
      target.startNanos(startNanos + i * 10_000L);
      target.endNanos(startNanos + i * 10_000L + 123_000 + random.nextLong(50_000));
      attributes(target);
      target.endSpan();
    }
  }

  /** Draws distinct keys by the first steps of a shuffle. */
  private void attributes(SpanBatchBuilder target) {
    for (int i = 0; i < ATTRIBUTES_PER_SPAN; i++) {
      int other = i + random.nextInt(KEYS - i);
      int key = keys[other];
      keys[other] = keys[i];
      keys[i] = key;
      target.attribute(
          AttributeScope.SPAN, "load.key-" + key, text("value-" + random.nextInt(VALUES)));
    }
  }

  private static StringValue text(String value) {
    return new StringValue(value);
  }
}
