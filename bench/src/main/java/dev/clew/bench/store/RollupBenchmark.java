// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.store;

import dev.clew.bench.shape.SpanShape;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.query.QueryStats;
import dev.clew.store.query.TimeRange;
import dev.clew.store.rollup.RollupDimension;
import dev.clew.store.rollup.RollupQuery;
import dev.clew.store.rollup.RollupResult;
import dev.clew.store.rollup.RollupSource;
import dev.clew.store.segment.disk.RealDisk;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.file.CorruptSegmentException;
import dev.clew.store.segment.head.Head;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.rollup.PartRollup;
import dev.clew.store.segment.rollup.RollupConfig;
import dev.clew.store.segment.rollup.RollupEvaluation;
import dev.clew.store.segment.rollup.RollupFile;
import dev.clew.store.segment.rollup.RollupPart;
import dev.clew.store.segment.rollup.RollupWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What do rollups cost: counting a head when it is flushed, beside eight parts of the same minutes
 * that may know its traces, and asking for count and p99 by service and operation over an hour?
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 8, time = 1)
public class RollupBenchmark {

  private static final int SPANS = 96_000;
  private static final int EARLIER = 8;
  private static final int MINUTES = 60;
  private static final long BASE_NANOS = 1_767_225_600_000_000_000L;

  /** What is counted. */
  @Param public SpanShape.Type shape = SpanShape.Type.ML;

  private final List<Part> earlier = new ArrayList<>();
  private final List<RollupPart> files = new ArrayList<>();
  private final Zstd zstd = new Zstd();
  private Part part = new Head(1).part();
  private Path file = Path.of("");

  @Setup(Level.Trial)
  public void makeHeads() throws IOException {
    part = head(1, BASE_NANOS, SPANS);
    for (int i = 0; i < EARLIER; i++) {
      earlier.add(head(2 + i, BASE_NANOS, SPANS));
    }
    List<RollupPart> minutes = new ArrayList<>();
    for (int minute = 0; minute < MINUTES; minute++) {
      long startNanos = BASE_NANOS + minute * RollupQuery.MINUTE_NANOS;
      minutes.addAll(
          PartRollup.ofAll(
              List.of(head(100 + minute, startNanos, SPANS / 10)), RollupConfig.defaults()));
    }
    file = Files.createTempDirectory("clew-rollup").resolve("1.rollup");
    RealDisk disk = new RealDisk();
    long cells =
        new RollupWriter(disk, zstd, RollupConfig.defaults())
            .write(file, RollupQuery.MINUTE_NANOS, minutes, Set.of())
            .cellCount();
    System.out.println("cells: " + cells + ", bytes: " + Files.size(file));
    files.add(RollupFile.open(disk, file, zstd));
  }

  @TearDown(Level.Trial)
  public void deleteFile() throws IOException {
    Files.delete(file);
    Files.delete(file.toAbsolutePath().getParent());
  }

  /** Counting the spans and calls of a head, per span. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  @OperationsPerInvocation(SPANS)
  public RollupPart count() {
    PartRollup rollup = new PartRollup(RollupConfig.defaults());
    rollup.count(part, earlier);
    return rollup;
  }

  /** Count and p99 by service and operation over one hour, from a file. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public double query() {
    RollupQuery query =
        new RollupQuery(
            RollupSource.SPANS,
            new TimeRange(BASE_NANOS, BASE_NANOS + MINUTES * RollupQuery.MINUTE_NANOS),
            Optional.empty(),
            Map.of(),
            List.of(RollupDimension.SERVICE, RollupDimension.OPERATION),
            1_000);
    RollupResult result = new RollupEvaluation(query, new Free()).run(files, QueryStats::none);
    double sum = 0;
    for (RollupResult.Series series : result.series()) {
      sum += series.total().figures().quantileNanos(0.99) + series.total().figures().count();
    }
    return sum;
  }

  private Part head(long seed, long startNanos, int spans) {
    SpanShape source = shape.create(seed, startNanos);
    SpanBatchBuilder builder = new SpanBatchBuilder();
    Head head = new Head(seed);
    int tracesPerBatch = 960 / source.spansPerTrace();
    for (int i = 0; i < spans / 960; i++) {
      source.next(builder, tracesPerBatch);
      head.append(builder.build());
      builder.clear();
    }
    head.publish();
    return head.part();
  }

  /** No limit. */
  private static final class Free implements RollupEvaluation.Spending {
    @Override
    public boolean spend(long cells) {
      return true;
    }

    @Override
    public void tooLarge() {}

    @Override
    public void damaged(CorruptSegmentException damage) {
      throw damage;
    }
  }
}
