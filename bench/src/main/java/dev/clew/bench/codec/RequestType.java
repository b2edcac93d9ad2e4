// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.codec;

import dev.clew.testkit.load.LoadPlan;
import dev.clew.testkit.load.MlWorkload;
import dev.clew.testkit.load.TracegenWorkload;
import dev.clew.testkit.load.Workload;
import java.util.stream.Stream;

/** Which spans a benchmark reads. */
public enum RequestType {
  /** {@link MlWorkload}. */
  ML,
  /** {@link TracegenWorkload}. */
  TRACEGEN;

  /** Spans of one request, the same for both types so that figures per span compare. */
  public static final int SPANS_PER_REQUEST = 960;

  /** Different requests, enough of them that no cache holds them all. */
  public byte[][] requests(int count) {
    LoadPlan plan = LoadPlan.defaults();
    Workload workload =
        switch (this) {
          case ML -> MlWorkload.of(withTraces(plan, 80));
          case TRACEGEN -> TracegenWorkload.of(withTraces(plan, 96));
        };
    return Stream.generate(() -> workload.next().clone()).limit(count).toArray(byte[][]::new);
  }

  private static LoadPlan withTraces(LoadPlan plan, int tracesPerRequest) {
    return new LoadPlan(
        plan.seed(), plan.beginNanos(), plan.nanosBetweenTraces(), tracesPerRequest);
  }
}
