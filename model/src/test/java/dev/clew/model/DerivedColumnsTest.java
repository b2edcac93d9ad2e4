// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class DerivedColumnsTest {

  private final SpanBatchBuilder builder = new SpanBatchBuilder();

  @Test
  void batch_ofABuilder_isFilledInPlace() {
    addSpans(3);
    SpanBatch view = builder.view();
    DerivedColumns derived = new DerivedColumns(view);
    derived.endSpan();
    derived.add(derived.intern("model"), ValueType.INT, 7);
    derived.endSpan();

    assertThat(derived.batch()).isSameAs(view);
    assertThat(derived(view, 0)).isEmpty();
    assertThat(derived(view, 1)).containsExactly(new Entry("model", new IntValue(7)));
    assertThat(derived(view, 2)).isEmpty();
  }

  @Test
  void batch_thatWasBuilt_staysAsItIs() {
    addSpans(2);
    SpanBatch built = builder.build();
    int stringCount = built.strings().size();
    DerivedColumns derived = new DerivedColumns(built);
    derived.add(derived.intern("model"), ValueType.INT, 7);
    derived.endSpan();
    SpanBatch result = derived.batch();

    assertThat(derived(result, 0)).containsExactly(new Entry("model", new IntValue(7)));
    assertThat(result.spanCount()).isEqualTo(2);
    assertThat(derived(built, 0)).isEmpty();
    assertThat(built.strings().size()).isEqualTo(stringCount);
  }

  @Test
  void copier_takesDerivedAttributesAlong() {
    addSpans(1);
    DerivedColumns derived = new DerivedColumns(builder.view());
    derived.add(derived.intern("model"), ValueType.INT, 7);
    derived.endSpan();
    SpanBatchBuilder target = new SpanBatchBuilder();
    new SpanCopier(target).copy(derived.batch(), 0);

    assertThat(derived(target.view(), 0)).containsExactly(new Entry("model", new IntValue(7)));
  }

  @Test
  void clear_forgetsWhatWasDerived() {
    addSpans(1);
    DerivedColumns derived = new DerivedColumns(builder.view());
    derived.add(derived.intern("model"), ValueType.INT, 7);
    derived.endSpan();
    builder.clear();
    addSpans(1);

    assertThat(derived(builder.view(), 0)).isEmpty();
  }

  private void addSpans(int count) {
    builder.beginResource();
    builder.endResource();
    builder.beginScope(0);
    builder.endScope();
    for (int i = 0; i < count; i++) {
      builder.beginSpan(0);
      builder.endSpan();
    }
  }

  private static List<Entry> derived(SpanBatch batch, int row) {
    return batch.attributes(AttributeScope.DERIVED).entries(row, batch.strings());
  }
}
