// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers of one registry. Whoever asks gets what is known, at once; what is not known, or no
 * longer fresh, is asked for behind his back.
 *
 * <p>Metrics: {@code clew.registry.lookups} by registry and result ({@code hit}, {@code stale},
 * {@code absent}, {@code unknown}), {@code clew.registry.requests} by registry and outcome ({@code
 * found}, {@code absent}, {@code failed}, {@code dropped}).
 *
 * <p>Threads: any number at once.
 *
 * @param <Q> questions
 * @param <A> answers
 */
final class Answers<Q, A> {

  private static final System.Logger LOGGER = System.getLogger(Answers.class.getName());

  private final String registry;
  private final Source<Q, A> source;
  private final RegistryConfig config;
  private final LongSupplier epochNanos;
  private final Executor executor;
  private final MeterRegistry meters;
  private final Lookups lookups;
  private final Cache<Q, Known<A>> known;
  private final Set<Q> asked = ConcurrentHashMap.newKeySet();

  /** Asks a registry, and blocks until it answers. */
  @FunctionalInterface
  interface Source<Q, A> {
    Optional<A> ask(Q question) throws IOException, InterruptedException;
  }

  /** What an answer needs of its surroundings. */
  record Surroundings(LongSupplier epochNanos, Executor executor, MeterRegistry meters) {}

  /** An answer and when it was given, epoch nanoseconds. */
  record Answer<A>(A value, long givenNanos) {}

  private record Lookups(Counter hit, Counter stale, Counter absent, Counter unknown) {}

  private record Known<A>(@Nullable Answer<A> answer, long checkAgainNanos, boolean failed) {}

  Answers(String registry, Source<Q, A> source, RegistryConfig config, Surroundings surroundings) {
    this.registry = registry;
    this.source = source;
    this.config = config;
    this.epochNanos = surroundings.epochNanos;
    this.executor = surroundings.executor;
    this.meters = surroundings.meters;
    this.lookups =
        new Lookups(lookups("hit"), lookups("stale"), lookups("absent"), lookups("unknown"));
    this.known =
        Caffeine.newBuilder().maximumSize(config.answersMax()).executor(Runnable::run).build();
  }

  /** What is known now. Never waits. */
  Optional<Answer<A>> find(Q question) {
    Known<A> found = known.getIfPresent(question);
    long now = epochNanos.getAsLong();
    if (found == null || now >= found.checkAgainNanos) {
      request(question);
    }
    if (found == null || found.answer == null) {
      (found == null || found.failed ? lookups.unknown : lookups.absent).increment();
      return Optional.empty();
    }
    (found.failed ? lookups.stale : lookups.hit).increment();
    return Optional.of(found.answer);
  }

  private void request(Q question) {
    if (!asked.add(question)) {
      return;
    }
    try {
      executor.execute(() -> ask(question));
    } catch (RejectedExecutionException _) {
      asked.remove(question);
      requests("dropped").increment();
    }
  }

  private void ask(Q question) {
    String outcome = learn(question);
    asked.remove(question);
    requests(outcome).increment();
  }

  private String learn(Q question) {
    try {
      Optional<A> value = source.ask(question);
      long now = epochNanos.getAsLong();
      Answer<A> answer = value.map(given -> new Answer<>(given, now)).orElse(null);
      known.put(question, new Known<>(answer, now + config.refresh().toNanos(), false));
      return answer == null ? "absent" : "found";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the server stops
      return "dropped";
    } catch (IOException | RuntimeException e) {
      keepWhatWasKnown(question);
      LOGGER.log(System.Logger.Level.DEBUG, "{0} did not answer: {1}", registry, e.getMessage());
      return "failed";
    }
  }

  private void keepWhatWasKnown(Q question) {
    long now = epochNanos.getAsLong();
    Known<A> before = known.getIfPresent(question);
    Answer<A> answer = before == null ? null : before.answer;
    known.put(question, new Known<>(answer, now + config.retry().toNanos(), true));
  }

  private Counter lookups(String result) {
    return Counter.builder("clew.registry.lookups")
        .description("What spans found of what registries know")
        .tag("registry", registry)
        .tag("result", result)
        .register(meters);
  }

  private Counter requests(String outcome) {
    return Counter.builder("clew.registry.requests")
        .description("Questions to registries")
        .tag("registry", registry)
        .tag("outcome", outcome)
        .register(meters);
  }
}
