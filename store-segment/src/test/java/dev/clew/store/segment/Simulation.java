// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.model.TraceId;
import dev.clew.store.StoreException;
import dev.clew.store.admin.Deletion;
import dev.clew.store.query.Field;
import dev.clew.store.query.Operand;
import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.compact.RetentionPolicy;
import dev.clew.store.segment.compact.SegmentDirectory;
import dev.clew.store.segment.disk.SimulatedDisk;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Spans;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** One course of things: a store, what is done to it, and a disk that misbehaves. */
final class Simulation {

  private static final int STEPS = 30;
  private static final long STEP_NANOS = 3_000_000_000L; // longer than any pause after a failure
  private static final Duration KEPT = Duration.ofMinutes(20);
  private static final RetentionPolicy.Limit LONGER =
      new RetentionPolicy.Limit(KEPT.multipliedBy(2), Long.MAX_VALUE);

  private final RandomGenerator random;
  private final SimulatedDisk disk;
  private final AtomicLong nanos = new AtomicLong(RandomSpans.BASE_NANOS);
  private final SimulatedTraffic traffic;
  private final RandomSpans richTraffic;
  private final boolean isRich;
  private final boolean isDeleting;
  private final boolean isFlipping;
  private final RetentionPolicy retention;
  private final StoreModel model;
  private SimulatedStore store;

  Simulation(RandomGenerator random) {
    this.random = random;
    this.disk = new SimulatedDisk(random);
    this.traffic = new SimulatedTraffic(random);
    this.richTraffic = new RandomSpans(random);
    this.isRich = random.nextInt(6) == 0;
    this.isDeleting = random.nextInt(2) == 0;
    this.isFlipping = random.nextInt(3) == 0;
    this.retention = random.nextInt(2) == 0 ? RetentionPolicy.UNLIMITED : limited(random);
    this.model = new StoreModel(retention, nanos::get);
    this.store = open();
  }

  private static RetentionPolicy limited(RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> RetentionPolicy.of(KEPT, Long.MAX_VALUE);
      case 1 -> RetentionPolicy.of(KEPT, 100_000);
      default ->
          new RetentionPolicy(
              new RetentionPolicy.Limit(KEPT, Long.MAX_VALUE),
              List.of(RetentionPolicy.Exemption.ofService("service-1", LONGER)));
    };
  }

  void run() throws InterruptedException {
    for (int step = 0; step < STEPS; step++) {
      nanos.addAndGet(STEP_NANOS);
      try {
        misbehave();
        act();
        maintain();
      } catch (SimulatedDisk.Crash crash) {
        restart();
      }
    }
    recover();
    restart();
    maintainAll();
    model.check(store);
    if (!retention.equals(RetentionPolicy.UNLIMITED)) {
      nanos.addAndGet(Duration.ofDays(1).toNanos());
      maintainAll();
      model.check(store);
      restart();
    }
  }

  /** Once the disk works again, so does the store, without being opened anew. */
  private void recover() throws InterruptedException {
    try {
      disk.failWithProbability(0);
      disk.freeBytes(Long.MAX_VALUE);
      maintainAll();
      nanos.addAndGet(STEP_NANOS);
      assertThat(append()).as("a batch is taken once the disk works").isTrue();
      maintainAll();
      model.check(store);
    } catch (SimulatedDisk.Crash _) {
      // one that was due
    }
  }

  private void misbehave() {
    switch (random.nextInt(10)) {
      case 0 -> disk.crashAfter(random.nextInt(80));
      case 1 -> disk.failWithProbability(random.nextDouble() * 0.3);
      case 2 -> disk.freeBytes(random.nextInt(20_000));
      case 3, 4, 5 -> {
        disk.failWithProbability(0);
        disk.freeBytes(Long.MAX_VALUE);
      }
      default -> {}
    }
  }

  private void act() throws InterruptedException {
    append();
    if (isDeleting && random.nextInt(6) == 0) {
      delete();
    }
    if (!retention.equals(RetentionPolicy.UNLIMITED)) {
      if (random.nextInt(5) == 0) {
        archive();
      }
      if (random.nextInt(6) == 0) {
        nanos.addAndGet(random.nextLong(KEPT.toNanos()));
        traffic.endTraces();
      }
    }
  }

  private void maintain() {
    while (random.nextInt(4) > 0 && store.maintain()) {
      nanos.incrementAndGet();
    }
  }

  private void maintainAll() {
    while (store.maintain()) {
      nanos.incrementAndGet();
    }
  }

  private boolean append() throws InterruptedException {
    int count = random.nextInt(1, 24);
    List<Span> spans = isRich ? richTraffic.spans(count) : traffic.spans(count, nanos.get());
    model.sent(spans);
    boolean isAcknowledged = store.append(Spans.batch(spans));
    if (isAcknowledged) {
      model.acknowledged(spans);
    }
    return isAcknowledged;
  }

  private void delete() {
    model.checkSpans(store);
    TraceId trace = anyTrace();
    String user = SimulatedTraffic.user(random.nextInt(SimulatedTraffic.USERS));
    Field field = new Field.SpanOrResource(SimulatedTraffic.USER);
    Operand value = new Operand.Untyped(user);
    Predicate<SimulatedSpan> hasUser = span -> has(span.span, user);
    switch (random.nextInt(4)) {
      case 0 -> delete(new Deletion.Spans(field, value, TimeRange.ALL), hasUser, false);
      case 1 -> {
        Set<TraceId> traces = new HashSet<>();
        for (SimulatedSpan span : model.spans()) {
          if (span.isThere() && hasUser.test(span)) {
            traces.add(span.traceId());
          }
        }
        delete(
            new Deletion.Traces(field, value, TimeRange.ALL),
            span -> traces.contains(span.traceId()),
            true);
      }
      default -> delete(new Deletion.Trace(trace), span -> span.traceId().equals(trace), true);
    }
  }

  private void delete(Deletion deletion, Predicate<SimulatedSpan> filter, boolean isOfTraces) {
    List<SimulatedSpan> concerned = model.deleting(filter);
    try {
      model.deleted(concerned, isOfTraces, store.admin().delete(deletion));
    } catch (StoreException e) {
      model.figures().callsAreUncertain();
    } catch (SimulatedDisk.Crash crash) {
      model.figures().callsAreUncertain();
      throw crash;
    } finally {
      model.deletionEnded();
    }
  }

  private static boolean has(Span span, String user) {
    return span.attributes()
        .entries()
        .contains(new Entry(SimulatedTraffic.USER, new StringValue(user)));
  }

  private void archive() {
    model.checkSpans(store);
    TraceId id = anyTrace();
    model.archiving(id);
    try {
      if (random.nextInt(3) > 0) {
        if (store.admin().archive(id)) {
          model.archived(id, true);
        } // or there is no such trace, whatever it was before
      } else {
        store.admin().unarchive(id);
        model.archived(id, false);
      }
    } catch (StoreException _) {
      // no answer: the model does not know
    }
  }

  private TraceId anyTrace() {
    List<TraceId> traces = model.traces();
    int newest = Math.min(traces.size(), 12);
    return traces.get(traces.size() - 1 - random.nextInt(newest));
  }

  /** Changes bits of a file while nobody has it open. */
  private void flip() {
    List<Path> files =
        disk.files().stream().filter(file -> disk.size(file) > 0).filter(this::isData).toList();
    if (files.isEmpty()) {
      return;
    }
    Path file = files.get(random.nextInt(files.size()));
    if (file.toString().endsWith(".journal")) {
      model.journalFlipped(segmentSpans());
    } else if (file.toString().endsWith(".rollup")) {
      model.figures().flipped();
    } else {
      model.segmentFlipped(SimulatedStore.spansOf(disk, file));
    }
    for (int bits = random.nextInt(1, 4); bits > 0; bits--) {
      flipBit(file);
    }
  }

  private List<Long> segmentSpans() {
    return SegmentDirectory.readManifest(disk, SimulatedStore.SEGMENTS).segments().stream()
        .map(entry -> SegmentDirectory.path(SimulatedStore.SEGMENTS, entry.number()))
        .flatMap(file -> SimulatedStore.spansOf(disk, file).stream())
        .toList();
  }

  private boolean isData(Path file) {
    String name = file.toString();
    return name.endsWith(".seg") || name.endsWith(".rollup") || name.endsWith(".journal");
  }

  private long flipBit(Path file) {
    long bit = random.nextLong(disk.size(file) * (long) Byte.SIZE);
    disk.flip(file, bit);
    return bit;
  }

  private void restart() {
    disk.failWithProbability(0);
    disk.freeBytes(Long.MAX_VALUE);
    disk.restart();
    if (isFlipping) {
      if (random.nextBoolean()) {
        flip();
      }
      refusesDamage("manifest");
      refusesDamage("archive");
    }
    store = open();
    model.checkRestarted(store);
  }

  /** What says which of the others count is never guessed: the store does not open. */
  private void refusesDamage(String name) {
    Path file = SimulatedStore.SEGMENTS.resolve(name);
    if (disk.files().contains(file)) {
      long bit = flipBit(file);
      assertThatThrownBy(() -> new SimulatedStore(disk, nanos, retention))
          .as("damaged %s", name)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(file.toString());
      disk.flip(file, bit);
    }
  }

  /** Opens the store; now and then it crashes again while it opens. */
  private SimulatedStore open() {
    while (random.nextInt(3) == 0) {
      disk.crashAfter(random.nextInt(40));
      try {
        SimulatedStore opened = new SimulatedStore(disk, nanos, retention);
        disk.crashAfter(Integer.MAX_VALUE);
        return opened;
      } catch (SimulatedDisk.Crash crash) {
        disk.restart();
      }
    }
    return new SimulatedStore(disk, nanos, retention);
  }
}
