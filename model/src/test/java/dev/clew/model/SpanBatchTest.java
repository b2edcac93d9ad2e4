// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.BytesValue;
import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.AttributeValue.EmptyValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.KvListValue;
import dev.clew.model.AttributeValue.StringValue;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpanBatchTest {

  private static final List<AttributeValue> ONE_OF_EACH_TYPE =
      List.of(
          new EmptyValue(),
          new StringValue("größe"),
          new BoolValue(true),
          new IntValue(Long.MIN_VALUE),
          new DoubleValue(-0.0),
          new BytesValue(new byte[] {0, -1}),
          new ArrayValue(List.of(new IntValue(1), new ArrayValue(List.of()), new StringValue(""))),
          new KvListValue(
              List.of(new Entry("k", new BoolValue(false)), new Entry("k", new EmptyValue()))));

  @Test
  void attribute_ofEveryType_readsBackEqual() {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    openSpan(builder);
    for (AttributeValue value : ONE_OF_EACH_TYPE) {
      builder.attribute(AttributeScope.SPAN, value.getClass().getSimpleName(), value);
    }
    closeSpan(builder);

    assertThat(onlySpan(builder.build()).attributes().entries())
        .extracting(Entry::value)
        .containsExactlyElementsOf(ONE_OF_EACH_TYPE);
  }

  @Test
  void discardSpan_withChildren_leavesNoTrace() {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.beginResource();
    builder.beginScope();
    addSpan(builder, 1, true);
    addSpan(builder, 2, false);
    addSpan(builder, 3, true);
    builder.endScope();
    builder.endResource();
    SpanBatch batch = builder.build();

    assertThat(SpanCursor.spans(batch).map(Span::spanId)).containsExactly(1L, 3L);
    assertThat(batch.eventCount()).isEqualTo(2);
    assertThat(batch.linkCount()).isEqualTo(2);
    assertThat(batch.attributes(AttributeScope.EVENT).entryCount()).isEqualTo(2);
    assertThat(onlyEvent(batch, 1).name()).isEqualTo("event 3");
  }

  @Test
  void discardScope_withSpans_keepsItsResourceAndWhatCameBefore() {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.beginResource();
    builder.attribute(AttributeScope.RESOURCE, "service.name", new StringValue("first"));
    builder.beginScope();
    addSpan(builder, 1, true);
    builder.endScope();
    builder.beginScope();
    builder.attribute(AttributeScope.SCOPE, "gone", new BoolValue(true));
    addSpan(builder, 2, true);
    builder.beginSpan();
    builder.discardScope();
    builder.beginScope();
    addSpan(builder, 3, true);
    builder.endScope();
    builder.endResource();
    SpanBatch batch = builder.build();

    assertThat(SpanCursor.spans(batch).map(Span::spanId)).containsExactly(1L, 3L);
    assertThat(batch.scopeCount()).isEqualTo(2);
    assertThat(batch.attributes(AttributeScope.SCOPE).entryCount()).isZero();
    assertThat(new SpanCursor(batch).at(1).serviceName()).isEqualTo("first");
  }

  @Test
  void discardResource_withOpenRows_forgetsAllOfIt() {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    SpanBatch first = twoSpans(1);
    new SpanCopier(builder).copy(first, 0);
    builder.beginResource();
    builder.attribute(AttributeScope.RESOURCE, "service.name", new StringValue("gone"));
    builder.beginScope();
    addSpan(builder, 2, true);
    builder.beginSpan();
    builder.beginEvent();
    builder.discardResource();
    new SpanCopier(builder).copy(first, 1);

    assertThat(SpanCursor.spans(builder.build())).containsExactly(span(first, 0), span(first, 1));
    assertThat(builder.resourceCount()).isEqualTo(2);
  }

  @Test
  void rewind_toEarlierCounts_undoesEverythingSince() {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    SpanBatch first = twoSpans(1);
    new SpanCopier(builder).copy(first, 0);
    openSpan(builder);
    closeSpan(builder);
    openSpan(builder);
    builder.rewind(1, 1, 1);

    assertThat(SpanCursor.spans(builder.build())).containsExactly(span(first, 0));
    assertThat(builder.scopeCount()).isEqualTo(1);
  }

  @Test
  void clear_thenRefill_holdsOnlyTheNewSpans() {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    openSpan(builder);
    builder.attribute(AttributeScope.SPAN, "old", new StringValue("old"));
    closeSpan(builder);
    SpanBatch before = builder.build();
    builder.clear();
    openSpan(builder);
    builder.spanId(9);
    closeSpan(builder);

    assertThat(onlySpan(builder.view()).attributes().entries()).isEmpty();
    assertThat(builder.view().strings().find("old")).isEqualTo(-1);
    assertThat(onlySpan(before).attributes().entries()).hasSize(1);
  }

  @Test
  void view_whileASpanIsOpen_throws() {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    openSpan(builder);

    assertThatThrownBy(builder::view)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("span 0");
  }

  @Test
  void copy_fromTwoBatches_keepsEverySpanWhole() {
    SpanBatch first = twoSpans(1);
    SpanBatch second = twoSpans(100);
    SpanBatchBuilder builder = new SpanBatchBuilder();
    SpanCopier copier = new SpanCopier(builder);
    copier.copy(first, 1);
    copier.copy(second, 0);
    copier.copy(second, 1);
    copier.copy(first, 0);

    assertThat(SpanCursor.spans(builder.build()))
        .containsExactly(span(first, 1), span(second, 0), span(second, 1), span(first, 0));
  }

  @Test
  void intern_manyStrings_givesEachOneReference() {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    int[] references = IntStream.range(0, 10_000).map(i -> builder.intern("value-" + i)).toArray();
    BytesTable strings = builder.view().strings();

    assertThat(builder.intern("value-77")).isEqualTo(references[77]);
    assertThat(strings.size()).isEqualTo(10_001);
    for (int i = 0; i < references.length; i++) {
      assertThat(strings.string(references[i])).isEqualTo("value-" + i);
      assertThat(strings.find("value-" + i)).isEqualTo(references[i]);
    }
    assertThat(strings.find("value-10000")).isEqualTo(-1);
    assertThat(strings.find("")).isEqualTo(BytesTable.EMPTY);
  }

  @Test
  void intern_withAGuess_givesTheSameReferenceRightOrWrong() {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    byte[] text = {'x', 'k', 'e', 'y', '1', 'x'};
    int key = builder.intern("key1");
    int other = builder.intern("key2");

    for (int guess : new int[] {key, other, 0, -1, 99, Integer.MAX_VALUE}) {
      assertThat(builder.intern(text, 1, 4, guess)).isEqualTo(key);
    }
    assertThat(builder.intern(text, 1, 5, key)).isEqualTo(other + 1);
    assertThat(builder.intern(text, 1, 0, key)).isEqualTo(BytesTable.EMPTY);
  }

  @Test
  void intern_stringsOfEveryLength_tellsThemApart() {
    for (long seed : new long[] {0, 1, -1, 0x1234_5678_9ABC_DEF0L}) {
      SpanBatchBuilder builder = new SpanBatchBuilder(seed);
      List<String> texts =
          IntStream.range(1, 100)
              .boxed()
              .flatMap(length -> IntStream.range(0, length).mapToObj(i -> oneOdd(length, i)))
              .toList();
      int[] references = texts.stream().mapToInt(builder::intern).toArray();

      assertThat(IntStream.of(references).distinct().count()).isEqualTo(texts.size());
      BytesTable built = builder.build().strings();
      for (int i = 0; i < references.length; i++) {
        assertThat(builder.intern(texts.get(i))).isEqualTo(references[i]);
        assertThat(built.find(texts.get(i))).isEqualTo(references[i]);
      }
    }
  }

  /**
   * Counters as big-endian bytes share their first zeros; a careless hash puts them in one slot.
   */
  @Test
  void intern_bytesThatDifferLittle_spreadsThem() {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    ByteBuffer bytes = ByteBuffer.allocate(16);
    for (int i = 0; i < 50_000; i++) {
      int reference = builder.intern(bytes.putLong(8, i).array(), 0, 16);
      assertThat(reference).isEqualTo(i + 1);
    }
    assertThat(builder.view().strings().longestRun()).isLessThan(100);
  }

  @Test
  void clear_afterOneHugeBatch_letsGoOfItsArraysInTheEnd() {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.intern("x".repeat(20_000_000));
    builder.clear();
    assertThat(builder.capacityBytes()).isGreaterThan(20_000_000);

    for (int i = 0; i < 100; i++) {
      builder.intern("small");
      builder.clear();
    }

    assertThat(builder.capacityBytes()).isLessThan(1_000_000);
    assertThat(builder.intern("small")).isEqualTo(1);
  }

  @Test
  void clear_afterHugeBatchNowAndThen_keepsItsArrays() {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    for (int i = 0; i < 200; i++) {
      builder.intern(i % 50 == 0 ? "x".repeat(20_000_000) : "small");
      builder.clear();
    }

    assertThat(builder.capacityBytes()).isGreaterThan(20_000_000);
  }

  private static String oneOdd(int length, int position) {
    return "a".repeat(position) + "b" + "a".repeat(length - position - 1);
  }

  private static SpanBatch twoSpans(int firstId) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.beginResource();
    builder.attribute(AttributeScope.RESOURCE, "service.name", new StringValue("s" + firstId));
    builder.beginScope();
    builder.scopeNameRef(builder.intern("library"));
    addSpan(builder, firstId, true);
    addSpan(builder, firstId + 1, true);
    builder.endScope();
    builder.endResource();
    return builder.build();
  }

  private static void openSpan(SpanBatchBuilder builder) {
    builder.beginResource();
    builder.beginScope();
    builder.beginSpan();
  }

  private static void closeSpan(SpanBatchBuilder builder) {
    builder.endSpan();
    builder.endScope();
    builder.endResource();
  }

  private static void addSpan(SpanBatchBuilder builder, int id, boolean keep) {
    builder.beginSpan();
    builder.traceId(7, id);
    builder.spanId(id);
    builder.nameRef(builder.intern("span " + id));
    builder.attribute(AttributeScope.SPAN, "id", new IntValue(id));
    builder.beginEvent();
    builder.eventNameRef(builder.intern("event " + id));
    builder.attribute(AttributeScope.EVENT, "e", new IntValue(id));
    builder.endEvent();
    builder.beginLink();
    builder.linkTraceId(1, 2);
    builder.endLink();
    if (keep) {
      builder.endSpan();
    } else {
      builder.discardSpan();
    }
  }

  private static Span span(SpanBatch batch, int row) {
    return new SpanCursor(batch).at(row).toSpan();
  }

  private static Span onlySpan(SpanBatch batch) {
    assertThat(batch.spanCount()).isEqualTo(1);
    return span(batch, 0);
  }

  private static Span.Event onlyEvent(SpanBatch batch, int row) {
    assertThat(span(batch, row).events()).hasSize(1);
    return span(batch, row).events().getFirst();
  }
}
