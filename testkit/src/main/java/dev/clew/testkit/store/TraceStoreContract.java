// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import dev.clew.store.TraceStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/**
 * Everything {@code store-api} promises, as tests that any store must pass without skips.
 *
 * <p>A store's test extends this class and says how to open the store; a store with several ways to
 * run (small heads, eager compaction) has one such test for each. The hand-written cases say what
 * is meant; {@link RandomQueryTests} then compares random queries over random spans with {@link
 * ReferenceTraceStore}, and prints the seed of a difference ({@code -Dclew.seed=N} repeats it).
 */
public abstract class TraceStoreContract {

  /** Opens the store in a directory: a new one, or with all that was acknowledged there before. */
  protected abstract TraceStore open(Path directory);

  /** See {@link WritingTests}. */
  @Nested
  class Writing extends WritingTests {
    Writing() {
      super(TraceStoreContract.this::open);
    }
  }

  /** See {@link DurabilityTests}. */
  @Nested
  class Durability extends DurabilityTests {
    Durability() {
      super(TraceStoreContract.this::open);
    }
  }

  /** See {@link FilterTests}. */
  @Nested
  class Filters extends FilterTests {
    Filters() {
      super(TraceStoreContract.this::open);
    }
  }

  /** See {@link SearchTests}. */
  @Nested
  class Search extends SearchTests {
    Search() {
      super(TraceStoreContract.this::open);
    }
  }

  /** See {@link PagingTests}. */
  @Nested
  class Paging extends PagingTests {
    Paging() {
      super(TraceStoreContract.this::open);
    }
  }

  /** See {@link StructureTests}. */
  @Nested
  class Structure extends StructureTests {
    Structure() {
      super(TraceStoreContract.this::open);
    }
  }

  /** See {@link NamesTests}. */
  @Nested
  class Names extends NamesTests {
    Names() {
      super(TraceStoreContract.this::open);
    }
  }

  /** See {@link AggregateTests}. */
  @Nested
  class Aggregates extends AggregateTests {
    Aggregates() {
      super(TraceStoreContract.this::open);
    }
  }

  /** See {@link RollupTests}. */
  @Nested
  class Rollups extends RollupTests {
    Rollups() {
      super(TraceStoreContract.this::open);
    }
  }

  /** See {@link LimitTests}. */
  @Nested
  class Limits extends LimitTests {
    Limits() {
      super(TraceStoreContract.this::open);
    }
  }

  /** See {@link RandomQueryTests}. */
  @Nested
  class RandomQueries extends RandomQueryTests {
    RandomQueries() {
      super(TraceStoreContract.this::open);
    }
  }
}
