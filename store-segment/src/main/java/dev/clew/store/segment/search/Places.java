// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanCopier;
import dev.clew.model.TraceId;
import dev.clew.store.segment.part.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Finds a trace in all parts of a snapshot and puts it together. */
final class Places {

  private final List<Part> parts;
  private final SharedTraces shared;
  private final Function<SpanBatch, Part> partOf;

  /**
   * @param shared what is known of these and earlier parts
   * @param partOf makes a part of a batch, for traces that have to be decided as a whole
   */
  Places(List<Part> parts, SharedTraces shared, Function<SpanBatch, Part> partOf) {
    this.parts = parts;
    this.shared = shared;
    this.partOf = partOf;
  }

  /** Where a trace is: one entry per part that has spans of it. */
  record Place(Part part, int trace) {
    TraceFigures figures() {
      return TraceFigures.of(part.traces(), trace);
    }
  }

  /** Every place of a trace. */
  List<Place> find(TraceId id) {
    List<Place> places = new ArrayList<>(2);
    for (Part part : parts) {
      int trace = part.traces().find(id.high(), id.low());
      if (trace >= 0) {
        places.add(new Place(part, trace));
      }
    }
    return places;
  }

  /** Where the traces of one of the parts lie, for asking about many. */
  PartPlaces of(Part part, Budget budget) {
    List<Part> others = parts.stream().filter(other -> other != part).toList();
    return new PartPlaces(this, part, others, shared, budget);
  }

  /** A part that holds the whole trace, each span once; the place itself when there is only one. */
  Place gather(List<Place> places) {
    return places.size() == 1 ? places.getFirst() : new Place(partOf.apply(merge(places)), 0);
  }

  /** The spans of all places, each once. */
  SpanBatch merge(List<Place> places) {
    return merge(places, Projection.ALL);
  }

  /** What is wanted of the spans of all places, each once. */
  SpanBatch merge(List<Place> places, Projection wanted) {
    SpanBatchBuilder all = new SpanBatchBuilder();
    for (Place place : places) {
      place.part().copy(place.part().traces().rows(place.trace()), wanted, all);
    }
    SpanBatch copies = all.view();
    SpanBatchBuilder once = new SpanBatchBuilder();
    SpanCopier copier = new SpanCopier(once);
    Set<SpanIdentity> seen = new HashSet<>();
    for (int row = 0; row < copies.spanCount(); row++) {
      if (seen.add(SpanIdentity.of(copies, row))) {
        copier.copy(copies, row);
      }
    }
    return once.build();
  }
}
