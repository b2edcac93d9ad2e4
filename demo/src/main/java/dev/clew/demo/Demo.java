// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.clew.demo.incident.Incidents;
import dev.clew.demo.incident.Timetable;
import dev.clew.demo.platform.Platform;
import dev.clew.demo.platform.site.Site;
import dev.clew.demo.sim.Pacer;
import dev.clew.demo.sim.Simulation;
import dev.clew.demo.sim.WallClockPacer;
import dev.clew.demo.telemetry.ExporterFactory;
import dev.clew.demo.telemetry.Fleet;
import dev.clew.demo.telemetry.OtlpExporters;
import dev.clew.demo.telemetry.Outbox;
import dev.clew.demo.traffic.Arrivals;
import dev.clew.demo.traffic.DayCurve;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * Runs the simulated platform: first the history, as fast as the receiver takes it, then live.
 *
 * <p>{@link #start} returns at once; {@link #progress} may be asked at any time, from any thread.
 */
public final class Demo implements AutoCloseable {

  /** Longer than the outbox tries to deliver a batch to a receiver that answers at all. */
  private static final Duration DRAIN_TIMEOUT = Duration.ofMinutes(1);

  private static final long CLOSE_GRACE_SECONDS = 3;
  private static final long FLUSH_INTERVAL_MILLIS = 1_000;

  private final DemoConfig config;
  private final Instant origin;
  private final Pacer pacer;
  private final Simulation simulation;
  private final Outbox outbox;
  private final ExporterFactory exporters;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final ScheduledExecutorService flusher =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("demo-flush").factory());
  private final Thread runner;
  private volatile @Nullable RuntimeException failure;

  /** A demo whose live part begins now, as told by {@code clock}. */
  public static Demo create(DemoConfig config, InstantSource clock) {
    Instant origin = clock.instant();
    return new Demo(
        config,
        origin,
        new WallClockPacer(clock, nanosOf(origin)),
        new OtlpExporters(config.target()));
  }

  Demo(DemoConfig config, Instant origin, Pacer pacer, ExporterFactory exporters) {
    this.config = config;
    this.origin = origin;
    this.pacer = pacer;
    this.exporters = exporters;
    this.simulation = new Simulation(pacer);
    this.outbox = new Outbox(Thread.ofVirtual().name("demo-send-", 0).factory());
    this.runner = Thread.ofPlatform().daemon().name("demo").unstarted(this::run);
  }

  /** Begins to send. May be called once. */
  public void start() {
    long beginNanos = nanosOf(origin.minus(config.backfill()));
    long endNanos = config.duration().map(origin::plus).map(Demo::nanosOf).orElse(Long.MAX_VALUE);
    SplittableRandom random = new SplittableRandom(config.seed());
    Fleet fleet = new Fleet(simulation, exporters, outbox, random.split());
    Site site = new Site(fleet, timetable(), config.requestsPerSecond());
    Platform platform = Platform.at(site);
    site.start(simulation, beginNanos, random.split());
    Arrivals arrivals =
        new Arrivals(
            simulation,
            new DayCurve(nanosOf(origin)),
            config.requestsPerSecond(),
            platform::handle);
    simulation.spawn(beginNanos, random.split(), strand -> arrivals.run(strand, endNanos));
    ScheduledFuture<?> _ =
        flusher.scheduleWithFixedDelay(
            outbox::flush, FLUSH_INTERVAL_MILLIS, FLUSH_INTERVAL_MILLIS, MILLISECONDS);
    runner.start();
  }

  /**
   * Waits until the demo has ended and everything it had to send is sent or refused.
   *
   * @return whether that happened within {@code timeout}
   * @throws IllegalStateException if the simulation failed, which would be a bug
   */
  public boolean await(Duration timeout) throws InterruptedException {
    boolean ended = finished.await(timeout.toMillis(), MILLISECONDS);
    if (failure != null) {
      throw failure;
    }
    return ended;
  }

  /** How far it has got. */
  public DemoProgress progress() {
    Outbox.Tally tally = outbox.tally();
    long beginNanos = nanosOf(origin.minus(config.backfill()));
    long reachedNanos = Math.max(beginNanos, simulation.reachedNanos());
    return new DemoProgress(
        reachedNanos >= nanosOf(origin),
        Instant.ofEpochSecond(0, reachedNanos),
        tally.traceCount(),
        tally.spanCount(),
        tally.sentCount(),
        tally.refusedCount(),
        tally.failedAttemptCount(),
        tally.lastProblem());
  }

  /** When which incident happens. */
  public Timetable timetable() {
    return new Timetable(nanosOf(origin), Timetable.ROUND);
  }

  /**
   * Things worth looking at in the web UI at {@code base}: one per incident, those that the history
   * shows first, most telling first.
   */
  public List<Hint> hints(URI base) {
    Instant begin = origin.minus(config.backfill());
    Instant soon = origin.plus(Timetable.ROUND);
    long lookbackHours = config.backfill().toHours() + 1;
    return Incidents.ALL.stream()
        .map(incident ->
            new Hint(
                incident.title(),
                incident.lookFor(),
                incident.search().url(base, lookbackHours),
                timetable().windows(incident, begin, soon)))
        .sorted(Comparator.comparing((Hint hint) -> !hint.seenBefore(origin)))
        .toList();
  }

  /** Stops, and sends what is left if that takes no longer than a moment. Idempotent. */
  @Override
  public void close() {
    pacer.stop();
    try {
      if (runner.isAlive() && !finished.await(CLOSE_GRACE_SECONDS, SECONDS)) {
        outbox.close();
        finished.await();
      }
    } catch (InterruptedException _) {
      outbox.close();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      simulation.run();
      flusher.shutdown();
      outbox.drain(DRAIN_TIMEOUT);
    } catch (RuntimeException caught) {
      failure = caught;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      flusher.shutdown();
      outbox.close();
      finished.countDown();
    }
  }

  private static long nanosOf(Instant instant) {
    return SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }
}
