// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.selection;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.SpanBatch;
import dev.clew.store.QueryLimitException;
import dev.clew.store.TraceChunks;
import dev.clew.store.query.QueryStats;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {

  private final List<SpanBatch> batches = List.of(batch(1), batch(2), batch(3));

  @Test
  void chunks_comeInOrder_eachOnce() {
    List<SpanBatch> got = new ArrayList<>();
    Source source = new Source(batches);

    try (ReadAhead ahead = new ReadAhead(source)) {
      for (Optional<SpanBatch> next = ahead.next(); next.isPresent(); next = ahead.next()) {
        got.add(next.get());
      }
      assertThat(ahead.next()).isEmpty();
      assertThat(ahead.isPartial()).isTrue();
    }

    assertThat(got).containsExactlyElementsOf(batches);
    assertThat(source.closed).isTrue();
  }

  @Test
  void theNextChunk_isReadWhileOneIsWorkedOn() throws InterruptedException {
    Source source = new Source(batches);
    try (ReadAhead ahead = new ReadAhead(source)) {
      assertThat(ahead.next()).contains(batches.get(0));
      source.secondRead.await(); // nobody has asked for it
    }
    assertThat(source.closed).isTrue();
  }

  @Test
  void failureOfReading_isThrown() {
    Source source = new Source(batches.subList(0, 1));
    source.failure = new QueryLimitException(QueryStats.Partial.TIME);
    try (ReadAhead ahead = new ReadAhead(source)) {
      assertThat(ahead.next()).isPresent();
      assertThatThrownBy(ahead::next).isSameAs(source.failure);
    }
    assertThat(source.closed).isTrue();
  }

  private static SpanBatch batch(int trace) {
    return Spans.batch(List.of(span(trace, 1).build()));
  }

  /** Batches, one after the other; then it is at its end, or fails. */
  private static final class Source implements TraceChunks {
    private final CountDownLatch secondRead = new CountDownLatch(2);
    private final List<SpanBatch> left;
    private @Nullable QueryLimitException failure;
    private boolean closed;

    Source(List<SpanBatch> batches) {
      this.left = new ArrayList<>(batches);
    }

    @Override
    public boolean hasNext() {
      return !left.isEmpty() || failure != null;
    }

    @Override
    public SpanBatch next() {
      if (left.isEmpty()) {
        throw failure == null ? new NoSuchElementException("chunk: none left") : failure;
      }
      secondRead.countDown();
      return left.removeFirst();
    }

    @Override
    public boolean isPartial() {
      return true;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
