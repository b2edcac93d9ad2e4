// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.clew.store.segment.part.Part;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers for {@link Part#lineage lineages}, for keys that hold no part in memory. */
final class Lineages {

  private final AtomicLong last = new AtomicLong();
  private final Cache<Object, Long> numbers = Caffeine.newBuilder().weakKeys().build();

  /** The number of a part's lineage, which no other one ever has. */
  long number(Part part) {
    return numbers.get(part.lineage(), _ -> last.incrementAndGet());
  }
}
