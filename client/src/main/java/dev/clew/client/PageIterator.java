// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/** Goes through all pages of a search, asking for the next one when it is due. */
final class PageIterator implements Iterator<TraceSummary> {

  private final Function<TraceQuery, TracePage> search;
  private final Deque<TraceSummary> buffered = new ArrayDeque<>();
  private Optional<TraceQuery> next;

  PageIterator(TraceQuery query, Function<TraceQuery, TracePage> search) {
    this.search = search;
    this.next = Optional.of(query);
  }

  @Override
  public boolean hasNext() {
    while (buffered.isEmpty() && next.isPresent()) {
      TracePage page = search.apply(next.get());
      buffered.addAll(page.traces());
      next = page.next();
    }
    return !buffered.isEmpty();
  }

  @Override
  public TraceSummary next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return buffered.remove();
  }
}
