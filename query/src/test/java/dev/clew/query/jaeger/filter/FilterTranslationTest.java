// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.SpanKind;
import dev.clew.query.parameter.ParameterException;
import dev.clew.store.TraceReader;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TraceQuery;
import dev.clew.testkit.Spans;
import dev.clew.testkit.store.ReferenceTraceStore;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTranslationTest {

  /** Trace 1 to 4; each has what the others lack. */
  private static final TraceReader READER =
      ReferenceTraceStore.of(
              Spans.span(1, 1)
                  .service("shop")
                  .name("checkout")
                  .kind(SpanKind.SERVER)
                  .attribute("code", 500)
                  .attribute("both", "span")
                  .resource("both", "resource")
                  .durationNanos(3_000_000_000L)
                  .build(),
              Spans.span(2, 1)
                  .service("stock")
                  .name("reserve")
                  .error("none left")
                  .attribute("code", "500")
                  .resource("zone", "eu-1")
                  .durationNanos(1_000)
                  .build(),
              Spans.span(3, 1)
                  .service("stock")
                  .name("release")
                  .attribute("code", 200)
                  .scopeAttribute("tier", "gold")
                  .event("exception", 1, new Entry("kind", new StringValue("io")))
                  .durationNanos(2_000)
                  .build(),
              Spans.span(4, 1)
                  .service("mail")
                  .name("send")
                  .link(7, 8, new Entry("why", new StringValue("batch")))
                  .durationNanos(2_000)
                  .build(),
              Spans.span(4, 2).parent(1).service("mail").name("wait").durationNanos(1).build())
          .reader();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "code = 500 of any type    | 1 2 | {op:eq,args:[{attr:{key:code}},{scalar:{value:'500'}}]}",
        "code = 500, an integer    | 1   | {op:eq,args:[{attr:{key:code,level:span}},{scalar:{value:'500',type:int}}]}",
        "code > 300, constant left | 1   | {op:lt,args:[{scalar:{value:'300',type:int}},{attr:{key:code}}]}",
        "code != 500 where it is   | 3   | {op:ne,args:[{attr:{key:code}},{scalar:{value:'500'}}]}",
        "not (code = 500)          | 3 4 | {op:not,args:[{call:{op:eq,args:[{attr:{key:code}},{scalar:{value:'500'}}]}}]}",
        "code in (200, 404)        | 3   | {op:in,args:[{attr:{key:code}},{list:{values:['200','404'],type:int}}]}",
        "name not in (…)           | 1 4 | {op:not_in,args:[{field:{name:name,level:span}},{list:{values:[reserve,release]}}]}",
        "span or resource          | 1   | {op:eq,args:[{attr:{key:both}},{scalar:{value:resource}}]}",
        "resource only             | 2   | {op:exists,args:[{attr:{key:zone,level:resource}}]}",
        "scope                     | 3   | {op:eq,args:[{attr:{key:tier,level:scope}},{scalar:{value:gold}}]}",
        "link                      | 4   | {op:eq,args:[{attr:{key:why,level:link}},{scalar:{value:batch}}]}",
        "status                    | 2   | {op:eq,args:[{field:{name:status,level:span}},{scalar:{value:error}}]}",
        "kind                      | 1   | {op:eq,args:[{field:{name:kind,level:span}},{scalar:{value:server}}]}",
        "duration                  | 1   | {op:gte,args:[{field:{name:duration,level:span}},{scalar:{value:2s}}]}",
        "part of a name            | 2 3 | {op:regex,args:[{field:{name:name,level:span}},{scalar:{value:'re[sl]'}}]}",
        "and, or                   | 2 4 | {op:or,args:[{call:{op:and,args:[{call:{op:eq,args:[{field:{name:service,level:resource}},{scalar:{value:stock}}]}},{call:{op:exists,args:[{attr:{key:zone}}]}}]}},{call:{op:eq,args:[{field:{name:service,level:resource}},{scalar:{value:mail}}]}}]}",
        "some event                | 3   | {op:some,args:[{nested:{level:event}},{call:{op:eq,args:[{field:{name:name,level:event}},{scalar:{value:exception}}]}}]}",
        "no event                  | 1 2 4 | {op:not,args:[{call:{op:some,args:[{nested:{level:event}},{call:{op:eq,args:[{field:{name:name,level:event}},{scalar:{value:exception}}]}}]}}]}",
        "spans of the trace        | 4   | {op:eq,args:[{field:{name:spanCount,level:trace}},{scalar:{value:'2'}}]}",
      })
  void filter_findsWhatItSays(String meaning, String traces, String filter) {
    assertThat(find(json(filter))).as(meaning).containsExactlyInAnyOrder(traces.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{op:eq}",
        "{op:like,args:[{attr:{key:a}},{scalar:{value:b}}]}",
        "{op:eq,args:[{attr:{key:a}}]}",
        "{op:eq,args:[{attr:{key:a,level:planet}},{scalar:{value:b}}]}",
        "{op:eq,args:[{attr:{key:a}},{attr:{key:b}}]}",
        "{op:eq,args:[{field:{name:colour,level:span}},{scalar:{value:b}}]}",
        "{op:eq,args:[{field:{name:kind,level:span}},{scalar:{value:SERVER}}]}",
        "{op:gt,args:[{field:{name:kind,level:span}},{scalar:{value:server}}]}",
        "{op:gt,args:[{field:{name:duration,level:span}},{scalar:{value:fast}}]}",
        "{op:eq,args:[{attr:{key:a}},{scalar:{value:x,type:int}}]}",
        "{op:in,args:[{attr:{key:a}},{list:{values:[]}}]}",
        "{op:and,args:[]}",
        "{op:and,args:[{scalar:{value:x}}]}",
        "{op:some,args:[{nested:{level:span}},{call:{op:exists,args:[{attr:{key:a}}]}}]}",
        "{op:some,args:[{nested:{level:event}},{call:{op:and,args:[{call:{op:exists,args:[{attr:{key:a,level:event}}]}},{call:{op:exists,args:[{attr:{key:b,level:event}}]}}]}}]}",
      })
  void filter_thatMakesNoSense_isRefusedWithWhatIsExpected(String filter) {
    assertThatThrownBy(() -> find(json(filter)))
        .isInstanceOf(ParameterException.class)
        .hasMessageStartingWith("parameter 'filter': ")
        .hasMessageContaining("(expected: ");
  }

  @Test
  void filter_nestedTooDeep_isRefused() {
    String filter =
        IntStream.range(0, 70)
            .mapToObj(i -> "")
            .reduce(
                "{\"op\":\"exists\",\"args\":[{\"attr\":{\"key\":\"a\"}}]}",
                (inner, level) -> "{\"op\":\"not\",\"args\":[{\"call\":" + inner + "}]}");

    assertThatThrownBy(() -> find(filter)).isInstanceOf(ParameterException.class);
    assertThatThrownBy(() -> find("{\"op\":".repeat(5_000))).isInstanceOf(ParameterException.class);
  }

  private static List<String> find(String filter) {
    return READER
        .search(
            TraceQuery.newest(
                FilterTranslation.of("filter", FilterJson.parse("filter", filter)),
                TimeRange.ALL,
                100),
            QueryContext.defaults())
        .traces()
        .stream()
        .map(trace -> Long.toString(trace.traceId().low()))
        .toList();
  }

  /** Quotes words and what stands in single quotes. */
  private static String json(String loose) {
    return loose
        .replaceAll("'([^']*)'|([A-Za-z_][A-Za-z0-9_]*|[0-9]+s)", "\"$1$2\"")
        .replace("\"\"", "\"");
  }
}
