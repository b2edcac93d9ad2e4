// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.SpanBatch;
import dev.clew.store.query.AggregateQuery;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.InvalidQueryException;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.part.Part;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AggregationTest {

  @Test
  void aggregation_malformedExpressionAndNoParts_isRefused() {
    AggregateQuery query =
        new AggregateQuery(
            SpanFilter.not(new SpanFilter.Matches(Intrinsic.NAME, "(")),
            TimeRange.ALL,
            AggregateQuery.Unit.SPANS,
            Optional.empty(),
            List.of(),
            List.of(),
            1);
    Budget budget = new Budget(QueryContext.defaults(), () -> 0);
    Places places = new Places(List.of(), new SharedTraces(), AggregationTest::noPart);

    assertThatThrownBy(() -> new Aggregation(query, places, budget).run(List.of()))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("(");
  }

  private static Part noPart(SpanBatch batch) {
    throw new AssertionError("part of " + batch.spanCount() + " spans: not asked for");
  }
}
