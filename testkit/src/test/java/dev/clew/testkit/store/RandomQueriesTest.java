// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.store.TraceReader;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.TraceQuery;
import dev.clew.testkit.Seeds;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RandomQueriesTest {

  /** Queries that find nothing or everything would compare stores without telling them apart. */
  @Test
  void search_oftenFindsSomeTracesButNotAll() {
    int selective = 0;
    int queries = 0;
    for (int seed = 0; seed < 5; seed++) {
      RandomGenerator random = Seeds.random(seed);
      List<Span> spans = new RandomTraces(random).spans(300);
      TraceReader reader = ReferenceTraceStore.of(spans.toArray(Span[]::new)).reader();
      long all = spans.stream().map(Span::traceId).distinct().count();
      RandomQueries source = new RandomQueries(random, spans);
      for (int i = 0; i < 40; i++) {
        int found = found(reader, source.search());
        selective += found > 0 && found < all ? 1 : 0;
        queries++;
      }
    }

    assertThat(selective).isGreaterThan(queries / 3);
  }

  private static int found(TraceReader reader, TraceQuery query) {
    TraceQuery unlimited =
        new TraceQuery(
            query.where(), query.range(), query.sort(), Integer.MAX_VALUE, Optional.empty(), false);
    return reader.search(unlimited, QueryContext.defaults()).traces().size();
  }
}
