// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { nanos, type Nanos } from '../base/time';
import { isStage } from './concepts';
import type { Span, Trace } from './trace';

/** Indices of the direct children, by start time. */
function childrenOf(trace: Trace, span: Span): readonly number[] {
  const children: number[] = [];
  let next = span.index + 1;
  while (next < span.subtreeEnd) {
    children.push(next);
    next = trace.spans[next]?.subtreeEnd ?? span.subtreeEnd;
  }
  return children;
}

/**
 * The time during which no child of the span was running; stages are of the span itself. O(children):
 * they come sorted by start.
 */
export function selfTime(trace: Trace, span: Span): Nanos {
  const end = span.start + span.duration;
  let covered = 0;
  let reached: number = span.start;
  for (const index of childrenOf(trace, span)) {
    const child = trace.spans[index];
    if (child !== undefined && !isStage(child.source)) {
      const from = Math.max(child.start, reached);
      const to = Math.min(child.start + child.duration, end);
      covered += Math.max(0, to - from);
      reached = Math.max(reached, to);
    }
  }
  return nanos(span.duration - covered);
}
