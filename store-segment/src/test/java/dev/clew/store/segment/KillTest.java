// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.model.TraceId;
import dev.clew.store.query.QueryContext;
import dev.clew.store.segment.file.SegmentFiles;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.TraceIndex;
import dev.clew.store.segment.search.Snapshot;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that writes to a store, with SIGKILL, at random moments, and looks at what is in
 * the store afterwards: everything acknowledged, nothing twice, and of what was not acknowledged
 * whole batches or nothing.
 *
 * <p>The directory stays the same from round to round. {@code -Dclew.kill.rounds=200} runs as many
 * rounds as wanted.
 */
class KillTest {

  @TempDir Path directory;
  private final Set<KillBatch> acknowledged = new HashSet<>();

  @Test
  void kill_duringIngest_losesNothingAcknowledgedAndDoublesNothing() throws Exception {
    int rounds = Integer.getInteger("clew.kill.rounds", 12);
    RandomGenerator random = Seeds.random(Long.getLong("clew.seed", 0));
    for (int round = 0; round < rounds; round++) {
      List<KillBatch> now = killAfter(random.nextInt(300), round);
      acknowledged.addAll(now);
      try (SegmentStore store = SegmentStores.open(directory, KilledWriter.config())) {
        assertThat(store.damages()).isEmpty();
        checkCounts(store);
        for (KillBatch batch : now) {
          checkContent(store, batch);
        }
      }
    }
    assertThat(acknowledged).isNotEmpty();
  }

  /** Lets a process write until it has had some batches acknowledged, and returns all of them. */
  private List<KillBatch> killAfter(int batches, int round)
      throws IOException, InterruptedException {
    Process process = start(round);
    List<KillBatch> batchesSeen = new ArrayList<>();
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.matches("\\d+ \\d+ \\d+")) {
          assertThat(process.isAlive()).as("unexpected line: %s", line).isFalse();
          continue; // the last line may be half of one
        }
        batchesSeen.add(KillBatch.parse(line));
        if (batchesSeen.size() > batches) {
          process.toHandle().destroyForcibly(); // unlike the process's own, leaves its output open
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return batchesSeen;
  }

  private Process start(int round) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            KilledWriter.class.getName(),
            directory.toString(),
            Integer.toString(round))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void checkCounts(SegmentStore store) {
    Map<KillBatch, Integer> counts = new HashMap<>();
    try (Snapshot snapshot = store.snapshot()) {
      for (Part part : snapshot.parts()) {
        TraceIndex traces = part.traces();
        for (int trace = 0; trace < traces.count(); trace++) {
          counts.merge(
              KillBatch.ofTraceId(traces.idLow(trace)), traces.spanCount(trace), Integer::sum);
        }
      }
    }
    assertThat(counts.keySet()).containsAll(acknowledged);
    assertThat(counts.values()).containsOnly(KillBatch.SPAN_COUNT);
  }

  private static void checkContent(SegmentStore store, KillBatch batch) {
    TraceId id = new TraceId(0, batch.traceIdLow());
    List<Span> spans =
        store.reader().trace(id, QueryContext.defaults()).toList().stream()
            .flatMap(chunk -> Spans.list(chunk).stream())
            .toList();
    assertThat(SegmentFiles.canonical(spans))
        .containsExactlyInAnyOrderElementsOf(SegmentFiles.canonical(batch.spans()));
  }
}
