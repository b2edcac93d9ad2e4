// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline.registry;

import dev.clew.model.SpanBatch;
import dev.clew.pipeline.Processor;
import dev.clew.pipeline.registry.Answers.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
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
  private static final int TAGS_MAX = 16;
  private static final double NANOS_PER_SECOND = 1e9;

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
    NamedThings named = new NamedThings(batch);
    if (named.isEmpty()) {
      return batch;
    }
    Additions additions = new Additions();
    Map<Object, Optional<?>> answers = new HashMap<>();
    for (int row = 0, count = batch.spanCount(); row < count; row++) {
      boolean ofModel = addModel(named, row, additions, answers);
      boolean ofView = addView(named, row, additions, answers);
      if (ofModel || ofView) {
        additions.text(
            row,
            NamedThings.REGISTRY,
            ofModel && ofView ? "models,features" : ofModel ? "models" : "features");
      }
    }
    return additions.addTo(batch);
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

  /** Whether a registry knows the span's model. */
  private boolean addModel(
      NamedThings named, int row, Additions additions, Map<Object, Optional<?>> answers) {
    String name = named.text(row, NamedThings.MODEL);
    String version = named.text(row, NamedThings.VERSION);
    String alias = version.isEmpty() ? named.text(row, NamedThings.ALIAS) : "";
    if (models == null || name.isEmpty() || (version.isEmpty() && alias.isEmpty())) {
      return false;
    }
    Answer<ModelVersion> answer = find(models, new ModelQuestion(name, version, alias), answers);
    if (answer == null) {
      return false;
    }
    boolean isCurrent = isCurrent(named.startNanos(row), answer.givenNanos());
    if (version.isEmpty() && !isCurrent) {
      return false; // the alias may have stood for another version
    }
    ModelVersion said = answer.value();
    addUnlessSent(named, row, NamedThings.VERSION, said.version(), additions);
    addUnlessSent(named, row, NamedThings.RUN, said.runId(), additions);
    if (isCurrent) {
      addUnlessSent(named, row, NamedThings.STAGE, said.stage(), additions);
      addUnlessSent(named, row, NamedThings.ALIAS, String.join(",", said.aliases()), additions);
      said.tags().entrySet().stream()
          .filter(tag -> !tag.getValue().isEmpty())
          .sorted(Map.Entry.comparingByKey())
          .limit(TAGS_MAX)
          .forEach(
              tag -> additions.text(row, NamedThings.TAG_PREFIX + tag.getKey(), tag.getValue()));
    }
    return true;
  }

  /** Whether a registry knows the span's feature view. */
  private boolean addView(
      NamedThings named, int row, Additions additions, Map<Object, Optional<?>> answers) {
    String name = named.text(row, NamedThings.VIEW);
    Answer<FeatureView> answer =
        views == null || name.isEmpty() ? null : find(views, name, answers);
    if (answer == null) {
      return false;
    }
    long start = named.startNanos(row);
    FeatureView said = answer.value();
    if (isCurrent(start, answer.givenNanos())) {
      addUnlessSent(named, row, NamedThings.VIEW_VERSION, said.version(), additions);
      if (said.ttlSeconds().isPresent() && !named.has(row, NamedThings.TTL)) {
        additions.number(row, NamedThings.TTL, said.ttlSeconds().getAsDouble());
      }
    }
    boolean isKnown = start <= answer.givenNanos() + config.current().toNanos();
    said.materializedAt(start)
        .ifPresent(until -> {
          if (isKnown) {
            additions.text(row, NamedThings.MATERIALIZED, EpochText.of(until));
            additions.number(row, NamedThings.FRESHNESS, (start - until) / NANOS_PER_SECOND);
          }
        });
    return true;
  }

  private static void addUnlessSent(
      NamedThings named, int row, String key, String value, Additions additions) {
    if (!value.isEmpty() && !named.has(row, key)) {
      additions.text(row, key, value);
    }
  }

  /** Looks every question up once for a batch. */
  @SuppressWarnings("unchecked") // a question's answer is of the type of those it was asked from
  private static <Q, A> @Nullable Answer<A> find(
      Answers<Q, A> from, Q question, Map<Object, Optional<?>> answers) {
    Optional<?> answer = answers.get(question);
    if (answer == null) {
      answer = from.find(question);
      answers.put(question, answer);
    }
    return (Answer<A>) answer.orElse(null);
  }

  private boolean isCurrent(long startNanos, long givenNanos) {
    return Math.abs(startNanos - givenNanos) <= config.current().toNanos();
  }
}
