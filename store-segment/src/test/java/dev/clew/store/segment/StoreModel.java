// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.model.TraceId;
import dev.clew.store.admin.DeletionResult;
import dev.clew.store.segment.SimulatedSpan.State;
import dev.clew.store.segment.compact.RetentionPolicy;
import dev.clew.store.segment.file.SegmentFiles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * What a store has promised: what was acknowledged is there, with the content that was sent, once;
 * what was deleted or has gone does not come back; what is archived outlives retention; nothing is
 * there that was not sent. Holds a {@link SimulatedStore} against it.
 */
final class StoreModel {

  private final RetentionPolicy retention;
  private final LongSupplier nanos;
  private final Map<Long, SimulatedSpan> spans = new TreeMap<>(); // by span id
  private final Map<TraceId, Integer> generations = new HashMap<>();
  private final Set<TraceId> archived = new HashSet<>();
  private final Set<TraceId> archiveUnknown = new HashSet<>(); // without an answer
  private final ModelFigures figures = new ModelFigures();
  private boolean hasSegmentFlips;
  private boolean hasJournalFlips;

  /**
   * @param nanos the time of day
   */
  StoreModel(RetentionPolicy retention, LongSupplier nanos) {
    this.retention = retention;
    this.nanos = nanos;
    if (!retention.equals(RetentionPolicy.UNLIMITED)) {
      figures.callsAreUncertain();
    }
  }

  ModelFigures figures() {
    return figures;
  }

  /** All spans that were sent, by id. */
  Collection<SimulatedSpan> spans() {
    return spans.values();
  }

  /** Traces that have been sent, those as well that are gone. */
  List<TraceId> traces() {
    return spans.values().stream().map(SimulatedSpan::traceId).distinct().toList();
  }

  // what happens

  void sent(List<Span> batch) {
    for (Span span : SegmentFiles.canonical(batch)) {
      int generation = generations.getOrDefault(span.traceId(), 0);
      spans.put(span.spanId(), new SimulatedSpan(span, generation));
    }
  }

  void acknowledged(List<Span> batch) {
    for (Span span : batch) {
      SimulatedSpan known = requireNonNull(spans.get(span.spanId()));
      known.state = State.KEPT;
      known.isCounted = true;
    }
  }

  /** A deletion begins; until it is answered each span concerned may be gone or not. */
  List<SimulatedSpan> deleting(Predicate<SimulatedSpan> filter) {
    List<SimulatedSpan> concerned =
        spans.values().stream().filter(s -> s.state != State.GONE && filter.test(s)).toList();
    for (SimulatedSpan span : concerned) {
      figures.mayForgetNamesOf(span);
      if (span.state == State.KEPT) {
        span.state = State.DOUBTFUL;
      }
    }
    return concerned;
  }

  /** A deletion of whole traces, or of any spans, was acknowledged. */
  void deleted(List<SimulatedSpan> concerned, boolean isOfTraces, DeletionResult result) {
    if (retention.equals(RetentionPolicy.UNLIMITED)
        && concerned.stream().noneMatch(span -> span.isEndangered)) {
      assertThat(result.spanCount())
          .as("spans that the deletion says are gone")
          .isEqualTo(concerned.stream().filter(SimulatedSpan::isThere).count());
    }
    for (SimulatedSpan span : concerned) {
      span.state = State.GONE;
      span.isDeleted = true;
      if (isOfTraces) {
        generations.put(span.traceId(), span.generation + 1);
      }
    }
    if (!isOfTraces && !concerned.isEmpty()) {
      figures.callsAreUncertain();
    }
  }

  /** A deletion is over, or has failed: archived traces of which nothing is left are forgotten. */
  void deletionEnded() {
    Set<TraceId> stored = new HashSet<>();
    spans.values().stream()
        .filter(span -> span.state == State.KEPT && !span.isEndangered)
        .forEach(span -> stored.add(span.traceId()));
    archived.stream().filter(id -> !stored.contains(id)).forEach(archiveUnknown::add);
  }

  /** A trace is to be archived or not; until that is answered nobody can rely on it. */
  void archiving(TraceId id) {
    archiveUnknown.add(id);
    spans.values().stream()
        .filter(span -> span.traceId().equals(id))
        .forEach(span -> span.isArchived = false);
  }

  void archived(TraceId id, boolean isArchived) {
    archiveUnknown.remove(id);
    if (isArchived) {
      archived.add(id);
    } else {
      archived.remove(id);
    }
    spans.values().stream()
        .filter(span -> span.traceId().equals(id) && span.state == State.KEPT)
        .forEach(span -> span.isArchived = isArchived);
  }

  /** Bits of a segment have changed that holds these spans. */
  void segmentFlipped(Collection<Long> spanIds) {
    hasSegmentFlips = true;
    figures.callsAreUncertain();
    spanIds.forEach(id -> requireNonNull(spans.get(id)).isEndangered = true);
  }

  /** Bits of the journal have changed; only these spans are in segments. */
  void journalFlipped(Collection<Long> inSegments) {
    hasJournalFlips = true;
    figures.callsAreUncertain();
    Set<Long> safe = new HashSet<>(inSegments);
    for (SimulatedSpan span : spans.values()) {
      if (span.state != State.GONE && !safe.contains(span.span.spanId())) {
        span.isEndangered = true;
        span.isUnflushed = true;
      }
    }
  }

  // what must be

  /** Holds a store against the model that has just been opened, so that nothing is under way. */
  void checkRestarted(SimulatedStore store) {
    checkSpans(store, true);
    Set.copyOf(archiveUnknown).forEach(id -> archived(id, store.admin().isArchived(id)));
    checkRest(store);
  }

  /** Holds a store against the model. */
  void check(SimulatedStore store) {
    checkSpans(store);
    checkRest(store);
  }

  /** Holds only the spans of a store against the model. */
  void checkSpans(SimulatedStore store) {
    checkSpans(store, false);
  }

  private void checkSpans(SimulatedStore store, boolean isRestarted) {
    Set<Long> seen = new HashSet<>();
    for (Span span : store.spans()) {
      assertThat(seen.add(span.spanId())).as("%s is there twice", of(span)).isTrue();
      checkSeen(span, isRestarted);
    }
    for (SimulatedSpan span : spans.values()) {
      if (!seen.contains(span.span.spanId())) {
        checkMissing(store, span, isRestarted);
      }
    }
  }

  private void checkRest(SimulatedStore store) {
    if (!hasSegmentFlips) {
      assertThat(store.damagedSegments()).as("segments damaged without bit flips").isZero();
    }
    if (!hasJournalFlips) {
      assertThat(store.journalDamages()).as("journal damaged without bit flips").isEmpty();
    }
    checkArchive(store);
    figures.check(store, spans.values());
  }

  private void checkSeen(Span span, boolean isRestarted) {
    assertThat(spans).as("%s was never sent", span).containsKey(span.spanId());
    SimulatedSpan known = requireNonNull(spans.get(span.spanId()));
    assertThat(span).as("content of %s", known).isEqualTo(known.span);
    assertThat(known.state).as("%s is back", known).isNotEqualTo(State.GONE);
    if (known.state != State.DOUBTFUL || isRestarted) {
      known.state = State.KEPT; // before a restart the failed deletion may still be on the disk
    }
    known.isCounted = true;
    known.isUnflushed = false;
  }

  private void checkMissing(SimulatedStore store, SimulatedSpan span, boolean isRestarted) {
    if (span.state == State.GONE || (span.state == State.SENT && !isRestarted)) {
      return;
    }
    if (span.state == State.KEPT && !mayHaveExpired(span)) {
      assertThat(span.isEndangered).as("%s is missing", span).isTrue();
      assertThat(store.isDamaged() || hasJournalFlips)
          .as("%s is missing and nothing says so", span)
          .isTrue();
    }
    if (span.isUnflushed && span.state != State.SENT) {
      if (mayHaveExpired(span) || span.state == State.DOUBTFUL) {
        figures.countsAreUncertain(); // was it flushed before it went?
      }
      span.isCounted = false;
    }
    span.isDeleted = span.state == State.DOUBTFUL && !span.isEndangered && !mayHaveExpired(span);
    span.state = State.GONE;
  }

  private boolean mayHaveExpired(SimulatedSpan span) {
    if (span.isArchived || retention.equals(RetentionPolicy.UNLIMITED)) {
      return false;
    }
    List<RetentionPolicy.Limit> limits = new ArrayList<>(List.of(retention.standard()));
    retention.exemptions().forEach(exemption -> limits.add(exemption.limit()));
    return limits.stream()
        .anyMatch(limit ->
            limit.bytesMax() < Long.MAX_VALUE
                || span.span.startNanos() < nanos.getAsLong() - limit.ageMax().toNanos());
  }

  private void checkArchive(SimulatedStore store) {
    for (TraceId id : traces()) {
      if (!archiveUnknown.contains(id)) {
        assertThat(store.admin().isArchived(id))
            .as("trace %s is archived", id)
            .isEqualTo(archived.contains(id));
      }
    }
  }

  private Object of(Span span) {
    SimulatedSpan known = spans.get(span.spanId());
    return known == null ? span : known;
  }
}
