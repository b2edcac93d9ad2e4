// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.model.TraceId;
import dev.clew.pipeline.IngestRequest;
import dev.clew.server.assembly.OfflineIngest;
import dev.clew.server.cli.CommandLineInterface;
import dev.clew.server.config.ConfigurationLoader;
import dev.clew.server.config.ServerConfig;
import dev.clew.server.config.Settings;
import dev.clew.store.TraceChunks;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.disk.RealDisk;
import dev.clew.store.segment.offline.StoreFiles;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import dev.clew.testkit.store.CanonicalSpan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreTransferTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path directory;

  /** What was derived from spans is derived anew, and must be the same, too. */
  @ParameterizedTest
  @ValueSource(strings = {"spans.jsonl", "spans.jsonl.gz", "spans.jsonl.zst", "spans.parquet"})
  void exported_andImported_isTheSameStore(String name) {
    Seeds.check(
        2,
        random -> {
          Path source = Files.createTempDirectory(directory, "source");
          Path copy = Files.createTempDirectory(directory, "copy");
          Path file = Files.createTempDirectory(directory, "export").resolve(name);
          store(source, new RandomSpans(random).spans(2_000));

          assertThat(run("export", "--data-dir", source, "--output", file))
              .as(err::toString)
              .isZero();
          assertThat(run("import", "--data-dir", copy, "--input", file)).as(err::toString).isZero();
          assertThat(run("import", "--data-dir", copy, "--input", file)).as("again").isZero();

          assertThat(out.toString()).contains("2,000 spans of 1 files imported into " + copy);
          assertEqual(content(copy), content(source));
        });
  }

  @ParameterizedTest
  @CsvSource({"jsonl, spans-00000.jsonl.zst", "parquet, spans-00000.parquet"})
  void directory_isFilledAndReadAgain(String format, String name) throws IOException {
    Path source = directory.resolve("source");
    Path copy = directory.resolve("copy");
    Path files = Files.createDirectory(directory.resolve("files"));
    store(source, new RandomSpans(1).spans(1_000));

    assertThat(run("export", "--data-dir", source, "--output", files, "--format", format))
        .as(err::toString)
        .isZero();
    assertThat(names(files)).containsExactly(name);
    assertThat(run("import", "--data-dir", copy, "--input", files)).as(err::toString).isZero();
    assertEqual(content(copy), content(source));
  }

  @Test
  void serviceAndTimes_chooseTraces() {
    Path source = directory.resolve("source");
    store(
        source,
        List.of(
            Spans.span(1, 1).service("a").startNanos(seconds(10)).build(),
            Spans.span(2, 1).service("b").startNanos(seconds(10)).build(),
            Spans.span(2, 2).service("a").startNanos(seconds(30)).build(),
            Spans.span(3, 1).service("a").startNanos(seconds(20)).build(),
            Spans.span(4, 1).service("b").startNanos(seconds(10)).build()));

    Path file = directory.resolve("chosen.jsonl");
    assertThat(
            run(
                "export",
                "--data-dir",
                source,
                "--output",
                file,
                "--service",
                "a",
                "--since",
                Instant.ofEpochSecond(10),
                "--until",
                Instant.ofEpochSecond(20)))
        .as(err::toString)
        .isZero();
    assertThat(err.toString()).contains("2 traces with 3 spans");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'serviceName': 'a', 'attributes': {'tier': 'gold'}} | 1",
        "{'attributes': {'error': 'true'}} | 2",
        "{'span_count_min': 2} | 2",
        "{'traceDurationMin': '5s', 'operationName': 'slow'} | 3",
        "{'op': 'or', 'args': [{'call': {'op': 'eq', 'args': [{'attr': {'key': 'tier'}},"
            + " {'scalar': {'value': 'gold'}}]}}, {'call': {'op': 'gte', 'args': [{'field':"
            + " {'level': 'span', 'name': 'duration'}}, {'scalar': {'value': '5s'}}]}}]} | 1 3",
        "{'filter': {'op': 'regex', 'args': [{'field': {'level': 'resource', 'name': 'service'}},"
            + " {'scalar': {'value': '^[ab]$'}}]}} | 1 2 3",
        "{'serviceName': 'none'} |"
      })
  void query_choosesTraces(String query, @Nullable String traceIds) throws IOException {
    Path source = directory.resolve("source");
    store(
        source,
        List.of(
            Spans.span(1, 1).service("a").attribute("tier", "gold").build(),
            Spans.span(2, 1).service("a").attribute("tier", "silver").build(),
            Spans.span(2, 2).parent(1).service("b").error("late").build(),
            Spans.span(3, 1).service("b").name("slow").durationNanos(seconds(5)).build()));

    Path file = directory.resolve("chosen.jsonl");
    String json = query.replace('\'', '"');
    assertThat(run("export", "--data-dir", source, "--output", file, "--query", json))
        .as(err::toString)
        .isZero();

    assertThat(Files.readAllLines(file))
        .extracting(line -> line.replaceAll(".*?\"traceId\":\"0*(\\d+)\".*", "$1"))
        .containsExactlyInAnyOrder(traceIds == null ? new String[0] : traceIds.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'servicename_': 'a', 'sort': 'oldest'} | sort",
        "{'limit': 5} | limit",
        "service=a | a JSON object such as",
        "{'durationMin': '5 parsecs'} | query.durationMin",
        "{'op': 'almost', 'args': []} | op almost"
      })
  void queryThatIsNone_isRefused_andLeavesNoFile(String query, String message) throws IOException {
    Path source = directory.resolve("source");
    store(source, new RandomSpans(1).spans(10));

    Path file = directory.resolve("chosen.jsonl");
    String json = query.replace('\'', '"');
    assertThat(run("export", "--data-dir", source, "--output", file, "--query", json)).isEqualTo(2);
    assertThat(err.toString()).contains("--query").contains(message);
    assertThat(names(directory)).containsExactly("source");
  }

  @Test
  void parquet_isChosenByName() throws IOException {
    Path source = directory.resolve("source");
    store(source, new RandomSpans(1).spans(100));

    Path file = directory.resolve("spans.parquet");
    assertThat(run("export", "--data-dir", source, "--output", file)).as(err::toString).isZero();
    assertThat(Files.readAllBytes(file))
        .startsWith('P', 'A', 'R', '1')
        .endsWith('P', 'A', 'R', '1');
  }

  @Test
  void fileThatExists_isLeftAlone() throws IOException {
    Path source = directory.resolve("source");
    store(source, new RandomSpans(1).spans(10));
    Path file = Files.writeString(directory.resolve("old.jsonl"), "mine");

    assertThat(run("export", "--data-dir", source, "--output", file)).isEqualTo(1);
    assertThat(err.toString()).contains("old.jsonl: exists (expected: a new file)");
    assertThat(file).hasContent("mine");
  }

  @Test
  void damagedSegment_leavesNoFile() throws IOException {
    Path source = directory.resolve("source");
    Files.createDirectories(source);
    Files.createFile(source.resolve("lock"));
    Files.createDirectories(source.resolve("segments"));
    Files.writeString(source.resolve("segments/manifest"), "nonsense");

    Path file = directory.resolve("spans.jsonl");
    assertThat(run("export", "--data-dir", source, "--output", file)).isEqualTo(1);
    assertThat(err.toString()).contains("manifest");
    assertThat(names(directory)).containsExactly("source");
  }

  @Test
  void lineThatIsNoJson_isNamed_andWhatCameBeforeIsStored() throws IOException {
    Path copy = directory.resolve("copy");
    Path file =
        Files.writeString(
            directory.resolve("cut.jsonl"),
            """
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c"}]}]}]}
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0af7651916cd43dd84
            """);

    assertThat(run("import", "--data-dir", copy, "--input", file)).isEqualTo(1);
    assertThat(err.toString()).contains("clew: " + file + ":2: not JSON");
  }

  @Test
  void spanThatCannotBeStored_isCounted() throws IOException {
    Path copy = directory.resolve("copy");
    Path file =
        Files.writeString(
            directory.resolve("odd.jsonl"),
            """
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c"}]}]}]}
            """);

    assertThat(run("import", "--data-dir", copy, "--input", file)).isEqualTo(1);
    assertThat(err.toString()).contains("1 spans were left out, first: " + file + ":1: span id");
  }

  @Test
  void parquetThatIsCut_isNamed() throws IOException {
    Path source = directory.resolve("source");
    store(source, new RandomSpans(1).spans(100));
    Path file = directory.resolve("spans.parquet");
    assertThat(run("export", "--data-dir", source, "--output", file)).as(err::toString).isZero();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 100));

    assertThat(run("import", "--data-dir", directory.resolve("copy"), "--input", file))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("clew: " + file + ": ")
        .contains("(expected: a whole file of Parquet)");
  }

  private int run(String command, Object... arguments) {
    String[] all =
        Stream.concat(Stream.of("store", command), Stream.of(arguments).map(Object::toString))
            .toArray(String[]::new);
    return new CommandLineInterface(
            Map.of(), new PrintWriter(out, true), new PrintWriter(err, true))
        .run(all);
  }

  private static void store(Path dataDirectory, List<Span> spans) {
    try (OfflineIngest ingest = OfflineIngest.open(config(dataDirectory))) {
      for (int from = 0; from < spans.size(); from += 500) {
        try (IngestRequest request = ingest.source("test").open()) {
          List<Span> some = spans.subList(from, Math.min(spans.size(), from + 500));
          Spans.addTo(request.builder(), some);
          request.submit().join();
        }
      }
    }
  }

  private static ServerConfig config(Path dataDirectory) {
    return ServerConfig.of(
        new ConfigurationLoader(Settings.all())
            .load(null, Map.of("CLEW_DATA_DIR", dataDirectory.toString()), List.of()));
  }

  private static Map<TraceId, Set<Span>> content(Path dataDirectory) {
    Map<TraceId, Set<Span>> traces = new HashMap<>();
    try (StoreFiles files = StoreFiles.open(dataDirectory, new RealDisk());
        TraceChunks chunks = files.traces(SpanFilter.all(), TimeRange.ALL)) {
      while (chunks.hasNext()) {
        for (Span span : Spans.list(chunks.next())) {
          Set<Span> trace = traces.computeIfAbsent(span.traceId(), _ -> new HashSet<>());
          assertThat(trace.add(CanonicalSpan.of(span))).isTrue();
        }
      }
    }
    return traces;
  }

  /** One trace after the other, because a message about all of them helps nobody. */
  private static void assertEqual(
      Map<TraceId, Set<Span>> actual, Map<TraceId, Set<Span>> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    expected.forEach((id, spans) -> assertThat(actual.get(id)).isEqualTo(spans));
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static long seconds(long seconds) {
    return seconds * 1_000_000_000L;
  }
}
