// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.figure;

import dev.clew.model.TraceId;
import java.util.List;

/**
 * What a result stands on.
 *
 * @param spans spans that were seen, sampled ones once
 * @param traces traces they were in
 * @param exemplars some of these traces, the most telling first
 */
public record Evidence(long spans, long traces, List<TraceId> exemplars) {
  public Evidence {
    exemplars = List.copyOf(exemplars);
  }
}
