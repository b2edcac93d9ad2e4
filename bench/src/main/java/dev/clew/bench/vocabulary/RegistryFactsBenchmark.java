// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.vocabulary;

import dev.clew.bench.codec.RequestType;
import dev.clew.codec.DecodeLimits;
import dev.clew.codec.otlp.OtlpProtoReader;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.pipeline.registry.FeatureRegistry;
import dev.clew.pipeline.registry.FeatureView;
import dev.clew.pipeline.registry.ModelRegistry;
import dev.clew.pipeline.registry.ModelVersion;
import dev.clew.pipeline.registry.RegistryConfig;
import dev.clew.pipeline.registry.RegistryFacts;
import dev.clew.testkit.load.LoadPlan;
import dev.clew.vocabulary.Vocabulary;
import dev.clew.vocabulary.normalize.Normalizer;
import dev.clew.vocabulary.price.PriceTable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * What it costs a span that registries are looked at, on top of deriving its concepts.
 *
 * <p>Workload: as {@link NormalizerBenchmark} with {@link RequestType#ML}, in which some of the
 * spans name a model or a feature view. Both registries know all of them and have answered before
 * the measurement begins. Every score is per span.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(RequestType.SPANS_PER_REQUEST)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Thread)
public class RegistryFactsBenchmark {

  private static final int BATCHES = 64;
  private static final long NOW = LoadPlan.defaults().beginNanos();

  /** Whether registries are looked at. */
  @Param({"OFF", "ON"})
  public Looking registries = Looking.OFF;

  private final Normalizer normalizer =
      new Normalizer(Vocabulary.standard(), PriceTable.standard());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RegistryFacts facts =
      new RegistryFacts(
          new RegistryFacts.Registries(Optional.of(new Models()), Optional.of(views())),
          new RegistryConfig(
              Duration.ofDays(1), Duration.ofSeconds(1), Duration.ofDays(1), 1_000, 1_000),
          meters,
          () -> NOW);
  private SpanBatch[] batches = {};
  private int next;

  /** Whether registries are looked at. */
  public enum Looking {
    /** They are not. */
    OFF,
    /** They are. */
    ON
  }

  private static final class Models implements ModelRegistry {
    @Override
    public Optional<ModelVersion> version(String model, String version) {
      return Optional.of(
          new ModelVersion(
              version,
              "5d8e4c9edf91327aef34591079dd272a",
              "Production",
              List.of("champion"),
              Map.of("team", "ranking", "task", "classification")));
    }

    @Override
    public Optional<ModelVersion> alias(String model, String alias) {
      return version(model, "1");
    }
  }

  private static FeatureRegistry views() {
    return name ->
        Optional.of(
            new FeatureView("12", OptionalDouble.of(86_400), List.of(NOW - 60_000_000_000L)));
  }

  /** Reads the batches, and waits until the registries have answered. */
  @Setup
  public void readBatches() {
    OtlpProtoReader reader = new OtlpProtoReader(DecodeLimits.defaults());
    byte[][] requests = RequestType.ML.requests(BATCHES);
    batches = new SpanBatch[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      SpanBatchBuilder builder = new SpanBatchBuilder();
      reader.read(requests[i], 0, requests[i].length, builder);
      batches[i] = builder.view();
    }
    double before;
    do {
      before = unknown();
      for (SpanBatch batch : batches) {
        facts.process(normalizer.normalize(batch));
      }
    } while (unknown() > before);
  }

  private double unknown() {
    return meters.find("clew.registry.lookups").tag("result", "unknown").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  /** Stops the threads that ask registries. */
  @TearDown
  public void close() {
    facts.close();
  }

  /** The way of a batch through the processors. */
  @Benchmark
  public SpanBatch process() {
    SpanBatch normal = normalizer.normalize(batches[next++ % BATCHES]);
    return registries == Looking.ON ? facts.process(normal) : normal;
  }
}
