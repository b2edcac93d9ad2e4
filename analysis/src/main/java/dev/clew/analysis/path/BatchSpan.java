// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

import dev.clew.model.TraceId;

/**
 * A span that may be a batch of requests, without the trace it came in.
 *
 * @param saysSize whether it carries its {@code ml.batch.size}
 * @param size that, else how many spans it links to; 1 or more
 */
record BatchSpan(
    TraceId trace,
    long spanId,
    String service,
    String operation,
    boolean saysSize,
    long size,
    long startNanos,
    long endNanos) {}
