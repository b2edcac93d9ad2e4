// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import dev.clew.store.TraceReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The answers that were asked for last, each for one state of the data: an answer is given again as
 * long as nothing was written. Answers that a limit cut short are not kept, nor any if the store
 * does not tell its state.
 *
 * <p>Threads: any number at once; two that ask the same at once both work for it.
 *
 * @param <Q> questions, equal if they ask the same
 * @param <A> answers, immutable
 */
final class AnswerCache<Q, A> {

  private static final int ANSWERS_MAX = 16;

  private final TraceReader reader;
  private final Predicate<A> isPartial;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key<Q>, A> answers =
      new LinkedHashMap<>(ANSWERS_MAX * 2, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key<Q>, A> eldest) {
          return size() > ANSWERS_MAX;
        }
      };

  private record Key<Q>(Q question, long dataVersion) {}

  /** An empty cache of answers that {@code isPartial} says are whole. */
  AnswerCache(TraceReader reader, Predicate<A> isPartial) {
    this.reader = reader;
    this.isPartial = isPartial;
  }

  A get(Q question, Supplier<A> builder) {
    OptionalLong version = reader.dataVersion();
    if (version.isEmpty()) {
      return builder.get();
    }
    Key<Q> key = new Key<>(question, version.getAsLong());
    lock.lock();
    try {
      A known = answers.get(key);
      if (known != null) {
        return known;
      }
    } finally {
      lock.unlock();
    }
    A answer = builder.get();
    if (!isPartial.test(answer)) {
      lock.lock();
      try {
        answers.put(key, answer);
      } finally {
        lock.unlock();
      }
    }
    return answer;
  }
}
