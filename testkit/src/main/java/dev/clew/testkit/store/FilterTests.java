// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.BytesValue;
import dev.clew.model.AttributeValue.EmptyValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.KvListValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.SpanKind;
import dev.clew.store.TraceStore;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.InvalidQueryException;
import dev.clew.store.query.Operand;
import dev.clew.store.query.SpanFilter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which spans a filter means, value by value. */
abstract class FilterTests extends StoreTests {

  private static final Field TAG = new Field.Attribute(AttributeScope.SPAN, "tag");

  FilterTests(Function<Path, TraceStore> opener) {
    super(opener);
  }

  /** One trace for each type of value. */
  @BeforeEach
  void appendValues() {
    append(
        span(1, 1).attribute("tag", "123").build(),
        span(2, 1).attribute("tag", 123).build(),
        span(3, 1).attribute("tag", 123.0).build(),
        span(4, 1).attribute("tag", true).build(),
        span(5, 1).attribute("tag", array(new IntValue(123), new StringValue("x"))).build(),
        span(6, 1).attribute("tag", new EmptyValue()).build(),
        span(7, 1).attribute("tag", new BytesValue(new byte[] {1, 2, 3})).build(),
        span(8, 1)
            .attribute("tag", new KvListValue(List.of(new Entry("k", new IntValue(1)))))
            .build(),
        span(9, 1).attribute("tag", Double.NaN).build(),
        span(10, 1).attribute("other", "123").build());
  }

  @Test
  void equal_typedOperand_ignoresOtherTypes() {
    assertThat(tracesWith(SpanFilter.equal(TAG, "123"))).containsExactly(1L);
    assertThat(tracesWith(equal(new Operand.Text("x")))).containsExactly(5L);
    assertThat(tracesWith(equal(new Operand.Int(123)))).containsExactly(2L, 3L, 5L);
    assertThat(tracesWith(equal(new Operand.Real(123.0)))).containsExactly(2L, 3L, 5L);
    assertThat(tracesWith(equal(new Operand.Bool(true)))).containsExactly(4L);
    assertThat(tracesWith(equal(new Operand.Bool(false)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "123 | 1 2 3 5",
        "123.0 | 2 3 5",
        "1.23e2 | 2 3 5",
        "true | 4",
        "[123,\"x\"] | 5",
        "'' | 6",
        "AQID | 7",
        "{\"k\":1} | 8",
        "NaN | 9",
        "absent | "
      })
  void equal_untypedOperand_meansWhatPrintsSo(String text, String traces) {
    List<Long> expected =
        traces == null
            ? List.of()
            : List.of(traces.split(" ")).stream().map(Long::valueOf).toList();

    assertThat(tracesWith(equal(new Operand.Untyped(text)))).isEqualTo(expected);
  }

  @Test
  void notEqual_needsAValueOfAComparableType() {
    assertThat(tracesWith(compare(Comparison.NOT_EQUAL, new Operand.Text("123"))))
        .containsExactly(5L);
    assertThat(tracesWith(compare(Comparison.NOT_EQUAL, new Operand.Int(7))))
        .containsExactly(2L, 3L, 5L);
    assertThat(tracesWith(compare(Comparison.NOT_EQUAL, new Operand.Untyped("123"))))
        .containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void not_meansAllOtherSpans() {
    assertThat(tracesWith(SpanFilter.not(equal(new Operand.Int(123)))))
        .containsExactly(1L, 4L, 6L, 7L, 8L, 9L, 10L);
  }

  @Test
  void order_ofNumbers_crossesTypes() {
    assertThat(tracesWith(compare(Comparison.GREATER, new Operand.Real(122.5))))
        .containsExactly(2L, 3L, 5L);
    assertThat(tracesWith(compare(Comparison.LESS_OR_EQUAL, new Operand.Int(123))))
        .containsExactly(2L, 3L, 5L);
    assertThat(tracesWith(compare(Comparison.LESS, new Operand.Int(123)))).isEmpty();
    assertThat(tracesWith(compare(Comparison.GREATER, new Operand.Text("1"))))
        .containsExactly(1L, 5L);
    assertThat(tracesWith(compare(Comparison.GREATER_OR_EQUAL, new Operand.Bool(true)))).isEmpty();
  }

  @Test
  void exists_includesValuesWithoutContent() {
    assertThat(tracesWith(new SpanFilter.Exists(TAG)))
        .isEqualTo(LongStream.rangeClosed(1, 9).boxed().toList());
    assertThat(tracesWith(SpanFilter.not(new SpanFilter.Exists(TAG)))).containsExactly(10L);
  }

  @Test
  void matches_tellsTheWholeTextOfStringsOnly() {
    assertThat(tracesWith(new SpanFilter.Matches(TAG, "1.3"))).containsExactly(1L);
    assertThat(tracesWith(new SpanFilter.Matches(TAG, "12"))).isEmpty();
    assertThat(tracesWith(new SpanFilter.Matches(TAG, "x|12.*"))).containsExactly(1L, 5L);
    assertThat(tracesWith(new SpanFilter.Matches(TAG, "(?i)X"))).containsExactly(5L);
  }

  @Test
  void matches_lineEnds_areLikeAnyCharacter() {
    append(span(20, 1).attribute("tag", "first\nsecond").build());

    assertThat(tracesWith(new SpanFilter.Matches(TAG, "first.*"))).containsExactly(20L);
  }

  /** A back-tracking matcher takes longer for this than the universe has time. */
  @Test
  void matches_hostileExpression_endsSoon() {
    append(span(20, 1).attribute("tag", "a".repeat(5000)).build());

    assertThat(tracesWith(new SpanFilter.Matches(TAG, "(a|a|aa)*(a+a+)+b"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "a{5,1}", "(?=a)", "(a)\\1", "*"})
  void matches_malformedExpression_isRefused(String regex) {
    assertThatThrownBy(() -> tracesWith(new SpanFilter.Matches(TAG, regex)))
        .isInstanceOf(InvalidQueryException.class);
  }

  @Test
  void andOr_ofNothing_meanEverythingAndNothing() {
    assertThat(tracesWith(SpanFilter.and())).hasSize(10);
    assertThat(tracesWith(SpanFilter.or())).isEmpty();
    assertThat(tracesWith(SpanFilter.all())).hasSize(10);
  }

  @Test
  void or_ofThousandsOfValues_isAnswered() {
    SpanFilter[] filters =
        IntStream.range(0, 3000)
            .mapToObj(i -> SpanFilter.equal(TAG, String.valueOf(i)))
            .toArray(SpanFilter[]::new);

    assertThat(tracesWith(SpanFilter.or(filters))).containsExactly(1L);
  }

  @Test
  void and_holdsOnOneAndTheSameSpan() {
    append(
        span(20, 1).attribute("one", 1).build(),
        span(20, 2).attribute("two", 2).build(),
        span(21, 1).attribute("one", 1).attribute("two", 2).build());

    assertThat(tracesWith(SpanFilter.and(untyped("one", "1"), untyped("two", "2"))))
        .containsExactly(21L);
  }

  @Test
  void anyScope_looksAtAll() {
    Entry entry = new Entry("place", new StringValue("here"));
    append(
        span(20, 1).resource("place", "here").build(),
        span(21, 1).scopeAttribute("place", "here").build(),
        span(22, 1).attribute("place", "here").build(),
        span(23, 1).event("happened", 1, entry).build(),
        span(24, 1).link(1, 1, entry).build(),
        span(25, 1).derived("place", "here").build(),
        span(26, 1).attribute("place", "there").build());

    assertThat(tracesWith(untyped("place", "here"))).containsExactly(20L, 21L, 22L, 23L, 24L, 25L);
    for (AttributeScope scope : AttributeScope.values()) {
      assertThat(tracesWith(SpanFilter.equal(new Field.Attribute(scope, "place"), "here")))
          .containsExactly(20L + scope.ordinal());
    }
  }

  @Test
  void spanOrResource_prefersTheSpanThenTheResource() {
    Field field = new Field.SpanOrResource("tier");
    append(
        span(20, 1).resource("tier", "gold").build(),
        span(21, 1).resource("tier", "gold").attribute("tier", "free").build(),
        span(22, 1).attribute("tier", "free").derived("tier", "gold").build(),
        span(23, 1).resource("tier", "free").derived("tier", "gold").build(),
        span(24, 1).derived("tier", "gold").build());

    assertThat(tracesWith(SpanFilter.equal(field, "gold"))).containsExactly(20L, 24L);
    assertThat(tracesWith(SpanFilter.equal(field, "free"))).containsExactly(21L, 22L, 23L);
  }

  @Test
  void events_someOfThemIsEnough() {
    Field size = new Field.Attribute(AttributeScope.EVENT, "size");
    append(
        span(20, 1)
            .event("chunk", 1, new Entry("size", new IntValue(5)))
            .event("chunk", 2, new Entry("size", new IntValue(50)))
            .event("end", 3)
            .build());

    assertThat(tracesWith(new SpanFilter.Compare(size, Comparison.GREATER, new Operand.Int(40))))
        .containsExactly(20L);
    assertThat(tracesWith(SpanFilter.equal(Intrinsic.EVENT_NAME, "end"))).containsExactly(20L);
  }

  @Test
  void intrinsics_areLikeAttributes() {
    append(
        span(20, 0xabc)
            .parent(0xdef)
            .service("gpu")
            .name("infer")
            .kind(SpanKind.SERVER)
            .error("out of memory")
            .traceState("a=b")
            .scope("torch")
            .durationNanos(-5)
            .link(0x77, 0x88)
            .build());

    assertIntrinsic(Intrinsic.NAME, "infer");
    assertIntrinsic(Intrinsic.SERVICE_NAME, "gpu");
    assertIntrinsic(Intrinsic.KIND, "server");
    assertIntrinsic(Intrinsic.STATUS, "error");
    assertIntrinsic(Intrinsic.STATUS_MESSAGE, "out of memory");
    assertIntrinsic(Intrinsic.TRACE_STATE, "a=b");
    assertIntrinsic(Intrinsic.SCOPE_NAME, "torch");
    assertIntrinsic(Intrinsic.TRACE_ID, "00000000000000000000000000000014");
    assertIntrinsic(Intrinsic.SPAN_ID, "0000000000000abc");
    assertIntrinsic(Intrinsic.PARENT_SPAN_ID, "0000000000000def");
    assertIntrinsic(Intrinsic.LINK_TRACE_ID, "00000000000000000000000000000077");
    assertIntrinsic(Intrinsic.LINK_SPAN_ID, "0000000000000088");
    assertThat(
            tracesWith(
                new SpanFilter.Compare(
                    Intrinsic.DURATION, Comparison.LESS_OR_EQUAL, new Operand.Int(0))))
        .containsExactly(20L);
  }

  @Test
  void intrinsics_thatAreEmpty_areAbsent() {
    append(span(20, 1).scope("").build());

    assertThat(tracesWith(SpanFilter.not(new SpanFilter.Exists(Intrinsic.SCOPE_NAME))))
        .containsExactly(20L);
    assertThat(tracesWith(new SpanFilter.Exists(Intrinsic.PARENT_SPAN_ID))).isEmpty();
    assertThat(tracesWith(new SpanFilter.Exists(Intrinsic.STATUS_MESSAGE))).isEmpty();
    assertThat(tracesWith(new SpanFilter.Exists(Intrinsic.EVENT_NAME))).isEmpty();
  }

  private void assertIntrinsic(Field field, String text) {
    assertThat(tracesWith(SpanFilter.equal(field, text)))
        .describedAs("%s = %s", field, text)
        .containsExactly(20L);
  }

  private static SpanFilter untyped(String key, String text) {
    return new SpanFilter.Compare(
        new Field.AnyScope(key), Comparison.EQUAL, new Operand.Untyped(text));
  }

  private static SpanFilter equal(Operand operand) {
    return compare(Comparison.EQUAL, operand);
  }

  private static SpanFilter compare(Comparison comparison, Operand operand) {
    return new SpanFilter.Compare(TAG, comparison, operand);
  }

  private static ArrayValue array(AttributeValue... values) {
    return new ArrayValue(List.of(values));
  }
}
