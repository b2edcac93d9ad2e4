// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.SpanBatchBuilder;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Spans;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BuilderPoolTest {

  private final BuilderPool pool = new BuilderPool(() -> 1);

  @Test
  void take_givesTheBuilderUsedLast_emptied() {
    SpanBatchBuilder first = pool.take();
    SpanBatchBuilder second = pool.take();
    Spans.addTo(second, new RandomSpans(1).spans(3));

    pool.give(first, 0);
    pool.give(second, 0);

    assertThat(pool.take()).isSameAs(second);
    assertThat(second.spanCount()).isZero();
    assertThat(pool.take()).isSameAs(first);
  }

  @Test
  void give_withAnOpenRow_emptiesIt() {
    SpanBatchBuilder builder = pool.take();
    builder.beginResource();

    pool.give(builder, 0);

    assertThat(pool.take().view().resourceCount()).isZero();
  }

  @Test
  void give_keepsFew_andNoneThatHeldMuch() {
    pool.give(pool.take(), 1 << 30);
    assertThat(pool.idleCount()).isZero();

    Stream.generate(pool::take).limit(100).toList().forEach(builder -> pool.give(builder, 0));
    assertThat(pool.idleCount()).isEqualTo(8);
  }
}
