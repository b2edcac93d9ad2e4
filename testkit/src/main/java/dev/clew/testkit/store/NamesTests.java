// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.SpanKind;
import dev.clew.store.DependencyLink;
import dev.clew.store.Operation;
import dev.clew.store.TraceStore;
import dev.clew.store.query.Field;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.ValueCount;
import dev.clew.testkit.RandomSpans;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What there is: services, operations, keys, values, and who calls whom. */
abstract class NamesTests extends StoreTests {

  private static final long BASE = RandomSpans.BASE_NANOS;

  NamesTests(Function<Path, TraceStore> opener) {
    super(opener);
  }

  @Test
  void services_areDistinctAndSorted() {
    append(
        span(1, 1).service("web").build(),
        span(1, 2).service("Auth").build(),
        span(2, 1).service("web").build(),
        span(3, 1).service("").build());

    assertThat(reader().services(TimeRange.ALL, CONTEXT)).containsExactly("", "Auth", "web");
  }

  @Test
  void services_range_holdsAllOfItAndNothingOfAnotherMonth() {
    append(
        span(1, 1).service("early").build(),
        span(2, 1).service("late").startsAfterNanos(TimeUnit.DAYS.toNanos(60)).build());

    assertThat(reader().services(new TimeRange(BASE, BASE + 1), CONTEXT)).containsExactly("early");
    assertThat(reader().services(new TimeRange(BASE + 1, Long.MAX_VALUE), CONTEXT))
        .contains("late");
  }

  @Test
  void operations_canBeNarrowed() {
    append(
        span(1, 1).service("web").name("GET").kind(SpanKind.SERVER).build(),
        span(1, 2).service("web").name("GET").kind(SpanKind.CLIENT).build(),
        span(1, 3).service("db").name("GET").kind(SpanKind.CLIENT).build(),
        span(1, 4).service("db").name("BEGIN").kind(SpanKind.INTERNAL).build(),
        span(1, 5).service("").name("nameless").kind(SpanKind.UNSPECIFIED).build());

    assertThat(reader().operations(null, null, TimeRange.ALL, CONTEXT))
        .containsExactly(
            new Operation("BEGIN", SpanKind.INTERNAL),
            new Operation("GET", SpanKind.SERVER),
            new Operation("GET", SpanKind.CLIENT),
            new Operation("nameless", SpanKind.UNSPECIFIED));
    assertThat(reader().operations("db", null, TimeRange.ALL, CONTEXT))
        .containsExactly(
            new Operation("BEGIN", SpanKind.INTERNAL), new Operation("GET", SpanKind.CLIENT));
    assertThat(reader().operations("web", SpanKind.SERVER, TimeRange.ALL, CONTEXT))
        .containsExactly(new Operation("GET", SpanKind.SERVER));
    assertThat(reader().operations("", null, TimeRange.ALL, CONTEXT))
        .containsExactly(new Operation("nameless", SpanKind.UNSPECIFIED));
    assertThat(reader().operations("absent", null, TimeRange.ALL, CONTEXT)).isEmpty();
  }

  @Test
  void attributeKeys_areOfAllScopes() {
    append(
        span(1, 1)
            .resource("b", "1")
            .scopeAttribute("a", "1")
            .attribute("b", 1)
            .attribute("a", "x")
            .event("e", 0, new Entry("ea", new IntValue(1)))
            .link(1, 1, new Entry("la", new IntValue(1)))
            .derived("a", "x")
            .derived("da", "x")
            .build());

    assertThat(reader().attributeKeys(TimeRange.ALL, CONTEXT))
        .containsExactly(
            new Field.Attribute(AttributeScope.RESOURCE, "b"),
            new Field.Attribute(AttributeScope.RESOURCE, "service.name"),
            new Field.Attribute(AttributeScope.SCOPE, "a"),
            new Field.Attribute(AttributeScope.SPAN, "a"),
            new Field.Attribute(AttributeScope.SPAN, "b"),
            new Field.Attribute(AttributeScope.EVENT, "ea"),
            new Field.Attribute(AttributeScope.LINK, "la"),
            new Field.Attribute(AttributeScope.DERIVED, "a"),
            new Field.Attribute(AttributeScope.DERIVED, "da"));
  }

  @Test
  void values_areCountedBySpanMostFrequentFirst() {
    Field model = new Field.Attribute(AttributeScope.SPAN, "model");
    append(
        span(1, 1).attribute("model", "b").build(),
        span(1, 2).attribute("model", "c").build(),
        span(1, 3).attribute("model", "c").build(),
        span(1, 4).attribute("model", "a").build(),
        span(1, 5).attribute("model", 7).build(),
        span(1, 6).attribute("model", new ArrayValue(List.of(new StringValue("c")))).build(),
        span(1, 7).build());

    assertThat(reader().values(model, TimeRange.ALL, 10, CONTEXT))
        .containsExactly(
            new ValueCount(new StringValue("c"), 2),
            new ValueCount(new IntValue(7), 1),
            new ValueCount(new ArrayValue(List.of(new StringValue("c"))), 1),
            new ValueCount(new StringValue("a"), 1),
            new ValueCount(new StringValue("b"), 1));
    assertThat(reader().values(model, TimeRange.ALL, 1, CONTEXT))
        .containsExactly(new ValueCount(new StringValue("c"), 2));
  }

  @Test
  void values_ofIntrinsics_areTexts() {
    append(
        span(1, 1).service("web").error("x").build(),
        span(1, 2).service("").build(),
        span(2, 1).service("web").build());

    assertThat(reader().values(Field.Intrinsic.SERVICE_NAME, TimeRange.ALL, 10, CONTEXT))
        .containsExactly(new ValueCount(new StringValue("web"), 2));
    assertThat(reader().values(Field.Intrinsic.STATUS, TimeRange.ALL, 10, CONTEXT))
        .containsExactly(
            new ValueCount(new StringValue("unset"), 2),
            new ValueCount(new StringValue("error"), 1));
  }

  /** The span before its resource, and the first event before the others. */
  @Test
  void values_severalOnOneSpan_theFirstCounts() {
    append(
        span(1, 1)
            .resource("tier", "resource")
            .attribute("tier", "span")
            .event("e", 1, new Entry("size", new IntValue(1)))
            .event("e", 2, new Entry("size", new IntValue(2)))
            .build());

    assertThat(reader().values(new Field.AnyScope("tier"), TimeRange.ALL, 10, CONTEXT))
        .containsExactly(new ValueCount(new StringValue("span"), 1));
    assertThat(
            reader()
                .values(
                    new Field.Attribute(AttributeScope.EVENT, "size"), TimeRange.ALL, 10, CONTEXT))
        .containsExactly(new ValueCount(new IntValue(1), 1));
  }

  @Test
  void dependencies_countCallsBetweenServices() {
    append(
        span(1, 2).parent(1).service("db").error("x").build(),
        span(1, 3).parent(1).service("db").build());
    append(
        span(1, 1).service("web").build(),
        span(1, 4).parent(3).service("db").build(),
        span(1, 5).parent(77).service("lost").build(),
        span(2, 2).parent(1).service("web").build(),
        span(2, 1).service("edge").build());

    assertThat(reader().dependencies(TimeRange.ALL, CONTEXT))
        .containsExactly(
            new DependencyLink("edge", "web", 1, 0), new DependencyLink("web", "db", 2, 1));
  }

  /** Zipkin: client and server of a call share an id, and what is below it is the server's. */
  @Test
  void dependencies_sharedId_isOneCall() {
    append(
        span(1, 1).service("web").build(),
        span(1, 2).parent(1).service("web").kind(SpanKind.CLIENT).build(),
        span(1, 2).parent(1).service("db").kind(SpanKind.SERVER).startsAfterNanos(1).build(),
        span(1, 3).parent(2).service("db").startsAfterNanos(2).build(),
        span(1, 4).parent(2).service("disk").startsAfterNanos(3).build());

    assertThat(reader().dependencies(TimeRange.ALL, CONTEXT))
        .containsExactly(
            new DependencyLink("db", "disk", 1, 0), new DependencyLink("web", "db", 1, 0));
  }

  @Test
  void dependencies_range_isAboutTheCall() {
    long later = TimeUnit.DAYS.toNanos(60);
    append(
        span(1, 1).service("web").build(),
        span(1, 2).parent(1).service("db").startsAfterNanos(later).build());

    assertThat(reader().dependencies(new TimeRange(BASE, BASE + 1), CONTEXT)).isEmpty();
    assertThat(reader().dependencies(new TimeRange(BASE + later, BASE + later + 1), CONTEXT))
        .containsExactly(new DependencyLink("web", "db", 1, 0));
  }
}
