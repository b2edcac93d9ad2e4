// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.TraceIndex;
import dev.clew.store.segment.search.Places.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Where the traces of one part lie: only there, as nearly all do, or in other parts, too.
 *
 * <p>Cost: a look-up in every other part; once as many traces have been asked about as it takes to
 * know all that {@link SharedTraces are shared}, a bit.
 *
 * <p>Confined to one thread.
 */
final class PartPlaces {

  private final Places places;
  private final Part part;
  private final List<Part> others;
  private final SharedTraces shared;
  private final Budget budget;
  private long lookups;
  private long price = -1; // not known
  private @Nullable List<RoaringBitmap> scattered; // one per part that shares traces

  PartPlaces(Places places, Part part, List<Part> others, SharedTraces shared, Budget budget) {
    this.places = places;
    this.part = part;
    this.others = others;
    this.shared = shared;
    this.budget = budget;
  }

  /** Every place of a trace of the part. */
  List<Place> find(int trace) {
    return isWhole(trace) ? List.of(new Place(part, trace)) : places.find(part.traces().id(trace));
  }

  /** Whether a trace lies nowhere else; if not, it may. */
  private boolean isWhole(int trace) {
    if (scattered == null && isWorthKnowing()) {
      learn();
    }
    List<RoaringBitmap> known = scattered;
    if (known != null) {
      for (RoaringBitmap ordinals : known) {
        if (ordinals.contains(trace)) {
          return false;
        }
      }
      return true;
    }
    lookups++;
    TraceIndex traces = part.traces();
    for (Part other : others) {
      if (other.traces().find(traces.idHigh(trace), traces.idLow(trace)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isWorthKnowing() {
    if (lookups < shared.lookupsMin()) {
      return false;
    }
    if (price < 0) {
      price = others.stream().mapToLong(other -> shared.price(part, other)).sum();
    }
    return lookups * others.size() >= price;
  }

  private void learn() {
    List<RoaringBitmap> known = new ArrayList<>();
    for (Part other : others) {
      RoaringBitmap ordinals = shared.of(part, other, budget);
      if (ordinals == null) {
        price = Long.MAX_VALUE; // never in this query
        return;
      }
      if (!ordinals.isEmpty()) {
        known.add(ordinals);
      }
    }
    scattered = known;
  }
}
