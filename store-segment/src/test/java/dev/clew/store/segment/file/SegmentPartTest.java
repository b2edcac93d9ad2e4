// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.model.TraceId;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.TraceIndex;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Spans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentPartTest {

  @TempDir Path directory;

  @Test
  void copy_ofAHead_hasEverythingOfEverySpan() {
    List<Span> spans = new RandomSpans(1).spans(9_000);
    Part head = SegmentFiles.head(Spans.batch(spans));
    try (SegmentPart part = SegmentFiles.write(directory.resolve("a"), head)) {
      assertThat(part.rowCount()).isEqualTo(head.rowCount());
      assertSameSpans(part, SegmentFiles.canonical(spans));
      assertOrdered(part);
    }
  }

  @Test
  void write_ofSegmentsThatShareTraces_putsTracesTogether() {
    List<Span> spans = new RandomSpans(2).spans(10_000);
    List<List<Span>> pieces = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      pieces.add(new ArrayList<>());
    }
    for (int i = 0; i < spans.size(); i++) {
      pieces.get((i * 31 + i / 7) % 4).add(spans.get(i));
    }
    List<SegmentPart> parts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Part head = SegmentFiles.head(Spans.batch(pieces.get(i)));
      parts.add(SegmentFiles.write(directory.resolve("part" + i), head));
    }
    Part whole = SegmentFiles.head(Spans.batch(spans));
    try (SegmentPart merged =
        SegmentFiles.write(directory.resolve("merged"), parts.toArray(Part[]::new))) {
      assertSameSpans(merged, SegmentFiles.canonical(spans));
      assertOrdered(merged);
      assertSameTraces(merged.traces(), whole.traces());
    }
    parts.forEach(SegmentPart::close);
  }

  @Test
  void write_spansSentTwice_holdsThemOnce() {
    List<Span> spans = new RandomSpans(3).spans(500);
    Part head = SegmentFiles.head(Spans.batch(spans));
    try (SegmentPart once = SegmentFiles.write(directory.resolve("a"), head);
        SegmentPart twice = SegmentFiles.write(directory.resolve("b"), once, head)) {
      assertSameSpans(twice, SegmentFiles.canonical(spans));
    }
  }

  @Test
  void write_withoutSomeSpans_holdsTheRest() {
    Part head = SegmentFiles.head(new RandomSpans(4).batch(6_000));
    List<Span> all = SegmentFiles.spans(head);
    BitSet dropped = new BitSet();
    List<Span> kept = new ArrayList<>();
    for (int row = 0; row < all.size(); row++) {
      if (row % 3 == 0) {
        dropped.set(row);
      } else {
        kept.add(all.get(row));
      }
    }
    try (SegmentPart part =
        SegmentFiles.write(
            directory.resolve("a"),
            SegmentConfig.defaults(),
            List.of(new MergeSource(head, dropped)))) {
      assertSameSpans(part, kept);
      assertOrdered(part);
    }
  }

  @Test
  void write_moreKeysThanColumns_keepsThemInTheOverflow() {
    List<Span> spans = new RandomSpans(5).spans(3_000);
    Part head = SegmentFiles.head(Spans.batch(spans));
    SegmentConfig config = new SegmentConfig(3, 32);
    List<MergeSource> sources = List.of(new MergeSource(head));
    try (SegmentPart part = SegmentFiles.write(directory.resolve("a"), config, sources);
        SegmentPart again =
            SegmentFiles.write(directory.resolve("b"), config, List.of(new MergeSource(part)))) {
      assertSameSpans(again, SegmentFiles.canonical(spans));
    }
  }

  @Test
  void write_noSpans_isAnEmptySegment() {
    try (SegmentPart part =
        SegmentFiles.write(directory.resolve("a"), SegmentConfig.defaults(), List.of())) {
      assertThat(part.rowCount()).isZero();
      assertThat(part.traces().find(1, 2)).isEqualTo(-1);
    }
  }

  private static void assertSameSpans(Part part, List<Span> expected) {
    List<Span> actual = SegmentFiles.spans(part);
    assertThat(actual).hasSameSizeAs(expected);
    assertThat(new HashSet<>(actual)).isEqualTo(new HashSet<>(expected));
  }

  private static void assertOrdered(Part part) {
    TraceIndex traces = part.traces();
    long[] starts = new long[Part.BLOCK_ROWS];
    int[] ordinals = new int[Part.BLOCK_ROWS];
    int trace = -1;
    long before = Long.MIN_VALUE;
    for (int block = 0; block < part.blockCount(); block++) {
      part.startNanos(block, starts);
      part.traceOrdinals(block, ordinals);
      for (int i = 0; i < part.blockRows(block); i++) {
        if (ordinals[i] != trace) {
          assertThat(ordinals[i]).isEqualTo(trace + 1);
          trace++;
          assertThat(traces.firstRow(trace)).isEqualTo(block * Part.BLOCK_ROWS + i);
          assertThat(traces.startNanos(trace)).isEqualTo(starts[i]);
        } else {
          assertThat(starts[i]).isGreaterThanOrEqualTo(before);
        }
        before = starts[i];
        assertThat(starts[i]).isBetween(part.startNanosMin(block), part.startNanosMax(block));
      }
    }
    assertThat(traces.count()).isEqualTo(trace + 1);
  }

  private static void assertSameTraces(TraceIndex actual, TraceIndex expected) {
    assertThat(actual.count()).isEqualTo(expected.count());
    for (int i = 0; i < expected.count(); i++) {
      TraceId id = new TraceId(expected.idHigh(i), expected.idLow(i));
      int found = actual.find(id.high(), id.low());
      assertThat(found).as("trace %s", id).isNotNegative();
      assertThat(actual.find(id.high(), ~id.low())).isEqualTo(-1);
      assertThat(actual.startNanos(found)).isEqualTo(expected.startNanos(i));
      assertThat(actual.endNanos(found)).isEqualTo(expected.endNanos(i));
      assertThat(actual.spanCount(found)).isEqualTo(expected.spanCount(i));
      assertThat(actual.errorSpanCount(found)).isEqualTo(expected.errorSpanCount(i));
      assertThat(actual.rootRow(found) < 0).isEqualTo(expected.rootRow(i) < 0);
    }
  }
}
