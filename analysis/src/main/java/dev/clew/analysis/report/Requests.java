// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.report;

import dev.clew.analysis.figure.Request;
import dev.clew.analysis.path.CriticalPathFinder;
import dev.clew.analysis.trace.TraceNames;
import dev.clew.analysis.trace.TraceView;
import java.util.Optional;
import java.util.function.Consumer;

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
    if (service.isEmpty() && operation.isEmpty()) {
      action.accept(request(view, 0));
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
        action.accept(request(view, row));
        row = view.subtreeEnd(row);
      } else {
        row++;
      }
    }
  }

  private Request request(TraceView view, int row) {
    return new Request(view, row, finder.find(view, row));
  }
}
