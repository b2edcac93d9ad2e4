// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.selection;

import dev.clew.analysis.figure.Request;
import dev.clew.analysis.path.CriticalPathFinder;
import dev.clew.analysis.trace.TraceNames;
import dev.clew.analysis.trace.TraceView;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Finds the requests in traces, see {@link AnalysisQuery}. Threads: one at a time. */
public final class Requests {

  private final CriticalPathFinder finder = new CriticalPathFinder();
  private final Optional<String> service;
  private final Optional<String> operation;

  /** The requests that a query is about. */
  public Requests(AnalysisQuery query) {
    this.service = query.service();
    this.operation = query.operation();
  }

  /** Gives every request of a trace to {@code action}. */
  public void forEach(TraceView view, Consumer<Request> action) {
    forEachRow(view, row -> action.accept(new Request(view, row, finder.find(view, row))));
  }

  /** Gives the row of every request of a trace to {@code action}: cheaper, without their paths. */
  public void forEachRow(TraceView view, IntConsumer action) {
    if (service.isEmpty() && operation.isEmpty()) {
      action.accept(0);
      return;
    }
    TraceNames names = view.names();
    int wanted = service.map(names::findService).orElse(-1);
    int row = 0;
    while (row < view.size()) {
      boolean found =
          (service.isEmpty() || view.service(row) == wanted)
              && (operation.isEmpty() || view.operationName(row).equals(operation.get()));
      if (found) {
        action.accept(row);
        row = view.subtreeEnd(row);
      } else {
        row++;
      }
    }
  }
}
