// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline.registry;

import dev.clew.model.SpanBatch;
import dev.clew.pipeline.Processor;
import dev.clew.pipeline.registry.Answers.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Adds what registries know of models and feature views to the spans that name them, as attributes
 * of {@link dev.clew.model.AttributeScope#DERIVED}. The first spans of a model or view come too
 * early for it; nobody waits.
 *
 * <p>The run of a model version never changes and is added to any span. Stage, alias and tags, the
 * version behind an alias, and up to when features were materialised are added to spans that
 * started within some minutes of the registry's answer; freshness also to older ones, for
 * registries keep the times of earlier materialisations.
 *
 * <p>Threads: any number at once; two of its own ask registries.
 */
public final class RegistryFacts implements Processor, AutoCloseable {

  private static final int THREADS = 2;

  private final RegistryConfig config;
  private final ThreadPoolExecutor executor;
  private final @Nullable Answers<ModelQuestion, ModelVersion> models;
  private final @Nullable Answers<String, FeatureView> views;

  private record ModelQuestion(String name, String version, String alias) {}

  /** The registries that there are. */
  public record Registries(Optional<ModelRegistry> models, Optional<FeatureRegistry> features) {

    /** Whether there is none. */
    public boolean isEmpty() {
      return models.isEmpty() && features.isEmpty();
    }
  }

  /** Facts from these registries. */
  public RegistryFacts(
      Registries registries, RegistryConfig config, MeterRegistry meters, LongSupplier epochNanos) {
    this.config = config;
    AtomicInteger number = new AtomicInteger();
    this.executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(config.queueMax()),
            task ->
                Thread.ofPlatform()
                    .daemon()
                    .name("registry-" + number.incrementAndGet())
                    .unstarted(task));
    Answers.Surroundings surroundings = new Answers.Surroundings(epochNanos, executor, meters);
    this.models =
        registries
            .models
            .map(registry ->
                new Answers<ModelQuestion, ModelVersion>(
                    "models", question -> ask(registry, question), config, surroundings))
            .orElse(null);
    this.views =
        registries
            .features
            .map(registry ->
                new Answers<String, FeatureView>("features", registry::view, config, surroundings))
            .orElse(null);
  }

  @Override
  public SpanBatch process(SpanBatch batch, Context context) {
    return process(batch);
  }

  /** The batch with what is known now. */
  public SpanBatch process(SpanBatch batch) {
    return new BatchFacts(batch, config.current().toNanos()).added(this::model, this::view);
  }

  private @Nullable Answer<ModelVersion> model(String name, String version, String alias) {
    return models == null
        ? null
        : models.find(new ModelQuestion(name, version, alias)).orElse(null);
  }

  private @Nullable Answer<FeatureView> view(String name) {
    return views == null ? null : views.find(name).orElse(null);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private static Optional<ModelVersion> ask(ModelRegistry registry, ModelQuestion question)
      throws IOException, InterruptedException {
    return question.version.isEmpty()
        ? registry.alias(question.name, question.alias)
        : registry.version(question.name, question.version);
  }
}
