// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Collects the finished spans of one service into batches for the outbox. Thread-safe. */
final class OutboxProcessor implements SpanProcessor {

  private final Outbox outbox;
  private final SpanExporter exporter;
  private final ReentrantLock lock = new ReentrantLock();
  private List<SpanData> open = new ArrayList<>();

  OutboxProcessor(Outbox outbox, SpanExporter exporter) {
    this.outbox = outbox;
    this.exporter = exporter;
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    outbox.tally().ended(!span.getParentSpanContext().isValid());
    List<SpanData> full = null;
    lock.lock();
    try {
      open.add(span.toSpanData());
      if (open.size() >= Outbox.BATCH_SPANS_MAX) {
        full = takeOpen();
      }
    } finally {
      lock.unlock();
    }
    if (full != null) {
      outbox.send(exporter, full);
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  void flush() {
    List<SpanData> batch;
    lock.lock();
    try {
      batch = takeOpen();
    } finally {
      lock.unlock();
    }
    if (!batch.isEmpty()) {
      outbox.send(exporter, batch);
    }
  }

  void closeExporter() {
    CompletableResultCode _ = exporter.shutdown();
  }

  private List<SpanData> takeOpen() {
    List<SpanData> taken = open;
    open = new ArrayList<>();
    return taken;
  }
}
