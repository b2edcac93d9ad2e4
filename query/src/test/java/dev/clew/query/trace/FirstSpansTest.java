// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.SpanBatch;
import dev.clew.store.QueryLimitException;
import dev.clew.store.TraceChunks;
import dev.clew.testkit.RandomSpans;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FirstSpansTest {

  private final RandomSpans source = new RandomSpans(1);
  private final List<SpanBatch> chunks = Stream.generate(() -> source.batch(10)).limit(3).toList();

  @Test
  void asManySpansAsMayBe_comeWhole() {
    assertThat(new FirstSpans(TraceChunks.of(chunks), 30).toList()).isEqualTo(chunks);
  }

  @Test
  void more_areSaidToBeMissing() {
    FirstSpans first = new FirstSpans(TraceChunks.of(chunks), 15);

    assertThat(List.of(first.next(), first.next())).isEqualTo(chunks.subList(0, 2));
    assertThatThrownBy(first::hasNext)
        .isInstanceOf(QueryLimitException.class)
        .hasMessage(
            "only the first 20 spans are in the results of a search (expected for all: get the"
                + " trace by its id)");
  }
}
