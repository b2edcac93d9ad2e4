// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.analysis.trace.TraceView;
import dev.clew.analysis.trace.TraceViews;
import dev.clew.model.Span;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The 33 cases that CRISP is tested with. Its exclusive time of a span on the path is the span's
 * time less that of its children on the path, which for siblings that overlap by a hair is not the
 * length of the sections; so it is computed here, from what the path says of its spans.
 */
class CrispFixtureTest {

  private static final String SYNTHETIC_ROOT = "errorCriticalPathSyntheticRoot->";

  static Stream<String> files() {
    return Stream.concat(
        IntStream.rangeClosed(1, 25).mapToObj(i -> i + ".json"),
        IntStream.rangeClosed(1, 4)
            .boxed()
            .flatMap(i ->
                Stream.of("err_pattern" + i + "/err1.json", "err_pattern" + i + "/err2.json")));
  }

  @ParameterizedTest
  @MethodSource("files")
  void figures_areThoseOfCrisp(String file) {
    JsonNode root = SharedData.json("crisp/test_cases/" + file);
    JsonNode testing = root.get("testing");
    TraceView view = view(root.get("data").get(0));
    CriticalPathFinder finder = new CriticalPathFinder();
    CriticalPath path = finder.find(view);

    JsonNode exclusive = testing.isArray() ? testing.get(0) : testing.get("opTimeExclusive");
    assertThat(positive(crispExclusive(path, false, CrispFixtureTest::label)))
        .isEqualTo(positive(longs(exclusive)));
    if (testing.has("totalWork")) {
      assertThat(IntStream.range(0, view.size()).mapToLong(view::durationNanos).sum())
          .isEqualTo(testing.get("totalWork").asLong());
      long work =
          IntStream.range(0, view.size())
              .filter(view::isError)
              .mapToLong(view::durationNanos)
              .sum();
      assertThat(work).isEqualTo(testing.get("timeSavedOnWork").asLong());
      CriticalPath without = finder.findWithout(view, 0, view::isError);
      assertThat(without.removedNanos()).isEqualTo(testing.get("timeSavedOnCP").asLong());
      int[] errors = IntStream.range(0, view.size()).filter(view::isError).toArray();
      TraceSchedule schedule = new TraceSchedule();
      schedule.load(view, 0);
      assertThat(view.durationNanos(0) - schedule.durationNanos(view, 0, errors, errors.length, 0))
          .as("CRISP lets nothing beside the path stand in the way")
          .isBetween(0L, testing.get("timeSavedOnCP").asLong());
      if (testing.has("noErrCP")) {
        assertThat(sections(without)).isEqualTo(longs(testing.get("noErrCP")));
      }
    }
    for (String key : List.of("errCPCallpathTimeExclusive", "errCallpathTimeExclusive")) {
      if (testing.has(key)) {
        assertThat(positive(crispExclusive(path, true, CrispFixtureTest::callPath)))
            .isEqualTo(positive(longs(testing.get(key))));
      }
    }
    for (String key : List.of("errCPErrCounts", "errCounts")) {
      if (testing.has(key)) {
        assertThat(errorCounts(path)).isEqualTo(counts(testing.get(key)));
      }
    }
  }

  private interface Label {
    String of(TraceView view, int row);
  }

  private static Map<String, Long> crispExclusive(CriticalPath path, boolean errors, Label label) {
    TraceView view = path.view();
    Map<Integer, Long> nanos = new HashMap<>();
    Map<Integer, Long> whole = new HashMap<>();
    SpanTimes times = new SpanTimes();
    times.load(view, path.root(), true);
    for (int i = 0; i < path.spanCount(); i++) {
      whole.put(path.span(i), times.duration(path.span(i)));
    }
    whole.forEach((row, duration) -> {
      nanos.merge(row, duration, Long::sum);
      if (row != path.root()) {
        nanos.merge(view.parent(row), -duration, Long::sum);
      }
    });
    Map<String, Long> byLabel = new TreeMap<>();
    nanos.forEach((row, own) -> {
      if (!errors || view.isError(row)) {
        byLabel.merge(label.of(view, row), Math.max(0, own), Long::sum);
      }
    });
    return byLabel;
  }

  private static Map<String, Long> sections(CriticalPath path) {
    Map<String, Long> nanos = new TreeMap<>();
    for (int i = 0; i < path.sectionCount(); i++) {
      nanos.merge(label(path.view(), path.row(i)), path.lengthNanos(i), Long::sum);
    }
    return nanos;
  }

  /** By call path: how many errors began here, came from a child, and were swallowed here. */
  private static Map<String, List<Integer>> errorCounts(CriticalPath path) {
    TraceView view = path.view();
    boolean[] childFailed = new boolean[view.size()];
    for (int i = path.spanCount() - 1; i > 0; i--) {
      childFailed[view.parent(path.span(i))] |= view.isError(path.span(i));
    }
    Map<String, List<Integer>> counts = new TreeMap<>();
    for (int i = 0; i < path.spanCount(); i++) {
      int row = path.span(i);
      if (view.isError(row) || childFailed[row]) {
        int kind = !view.isError(row) ? 2 : childFailed[row] ? 1 : 0;
        List<Integer> old = counts.getOrDefault(callPath(view, row), List.of(0, 0, 0));
        List<Integer> more = new ArrayList<>(old);
        more.set(kind, more.get(kind) + 1);
        counts.put(callPath(view, row), more);
      }
    }
    return counts;
  }

  private static Map<String, List<Integer>> counts(JsonNode node) {
    Map<String, List<Integer>> counts = new TreeMap<>();
    node.properties()
        .forEach(entry -> {
          List<Integer> triple = new ArrayList<>();
          entry.getValue().forEach(number -> triple.add(number.asInt()));
          counts.put(plain(entry.getKey()), triple);
        });
    return counts;
  }

  private static Map<String, Long> longs(JsonNode node) {
    Map<String, Long> longs = new TreeMap<>();
    node.properties().forEach(entry -> longs.put(plain(entry.getKey()), entry.getValue().asLong()));
    return longs;
  }

  /** Without CRISP's synthetic root, and the bracket too many that one case has. */
  private static String plain(String key) {
    return key.replace(SYNTHETIC_ROOT, "").replace("[[", "[");
  }

  private static Map<String, Long> positive(Map<String, Long> nanos) {
    Map<String, Long> positive = new TreeMap<>(nanos);
    positive.values().removeIf(value -> value == 0);
    return positive;
  }

  private static String label(TraceView view, int row) {
    return "[" + view.serviceName(row) + "] " + view.operationName(row);
  }

  private static String callPath(TraceView view, int row) {
    String own = label(view, row);
    return view.isRoot(row) ? own : callPath(view, view.parent(row)) + "->" + own;
  }

  private static TraceView view(JsonNode trace) {
    List<Span> spans = new ArrayList<>();
    for (JsonNode span : trace.get("spans")) {
      String process = span.get("processID").asString();
      SpanSpec spec =
          Spans.span(1, id(span))
              .service(trace.get("processes").get(process).get("serviceName").asString())
              .name(span.get("operationName").asString())
              .startNanos(1_000_000 + span.get("startTime").asLong())
              .durationNanos(span.get("duration").asLong());
      for (JsonNode reference : span.get("references")) {
        spec.parent(id(reference));
      }
      if (isError(span)) {
        spec.error("");
      }
      spans.add(spec.build());
    }
    return new TraceViews().list(List.of(Spans.batch(spans))).getFirst();
  }

  private static long id(JsonNode span) {
    long id = 0;
    for (char c : span.get("spanID").asString().toCharArray()) {
      id = id << 8 | c;
    }
    return id;
  }

  /** What CRISP takes for an error. */
  private static boolean isError(JsonNode span) {
    for (JsonNode tag : span.path("tags")) {
      if (tag.get("key").asString().equals("error")
          || (tag.get("key").asString().equals("http.status_code")
              && tag.get("value").asInt() >= 400)
          || (tag.get("key").asString().equals("grpc.status")
              && !tag.get("value").asString().equals("OK"))) {
        return true;
      }
    }
    for (JsonNode log : span.path("logs")) {
      for (JsonNode field : log.get("fields")) {
        String key = field.get("key").asString();
        if (key.startsWith("error")
            || (key.equals("event") && field.get("value").asString().equals("error"))) {
          return true;
        }
      }
    }
    return false;
  }
}
