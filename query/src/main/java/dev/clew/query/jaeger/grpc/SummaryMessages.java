// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.grpc;

import dev.clew.store.query.TraceSummary;
import java.util.List;
import java.util.function.Consumer;

/** Cuts lists of summaries into messages. */
final class SummaryMessages {

  private static final int TRACES_MAX = 500;

  private SummaryMessages() {}

  static void send(List<TraceSummary> traces, Consumer<List<TraceSummary>> message) {
    for (int begin = 0; begin < traces.size(); begin += TRACES_MAX) {
      message.accept(traces.subList(begin, Math.min(begin + TRACES_MAX, traces.size())));
    }
  }
}
