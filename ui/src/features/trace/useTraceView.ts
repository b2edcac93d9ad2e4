// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useDeferredValue, useMemo, useState } from 'react';
import { currentPlace, replaceWith } from '../../base/navigation';
import type { CriticalSections } from '../../model/criticalSections';
import { findInTrace } from '../../model/findInTrace';
import { neighbour } from '../../model/sorted';
import { addressOf, spanAt } from '../../model/spanAddress';
import type { Span, Trace } from '../../model/trace';
import { formatViewRange, isWhole, parseViewRange, type ViewRange } from '../../model/viewRange';
import { revealed, rowOf, toggled, visibleRows, type Collapsed } from '../../model/visibleRows';
import { usePlace } from '../../widgets/usePlace';

/** How a trace is being looked at, and the ways to look at it otherwise. */
export interface TraceView {
  readonly trace: Trace;
  /** What the request waited for. */
  readonly critical: CriticalSections;
  /** Indices of the spans that have a row. */
  readonly rows: Int32Array;
  readonly collapsed: Collapsed;
  readonly range: ViewRange;
  /** The span whose details are open. */
  readonly selected: Span | null;
  /** Index of the span that the keyboard is at. */
  readonly cursor: number;
  readonly find: string;
  /** Indices of the spans that the find matches, ascending. */
  readonly matches: Int32Array;
  readonly setRange: (range: ViewRange) => void;
  /** Opens the details of a span, unfolding what hides it; null closes them. */
  readonly select: (index: number | null) => void;
  /** Moves the keyboard to a span; open details follow it. */
  readonly moveTo: (index: number) => void;
  readonly toggle: (index: number) => void;
  readonly setCollapsed: (collapsed: Collapsed) => void;
  readonly setFind: (text: string) => void;
  /** Goes to the next or the previous match, round and round. */
  readonly goToMatch: (step: 1 | -1) => void;
}

const SPAN = 'span';
const FIND = 'uiFind';
const RANGE = 'view';

function changeParam(key: string, value: string | null): void {
  const { path, params } = currentPlace();
  const next = new URLSearchParams(params);
  if (value === null || value === '') {
    next.delete(key);
  } else {
    next.set(key, value);
  }
  const search = next.toString();
  replaceWith(search === '' ? path : `${path}?${search}`);
}

/**
 * What can be shared (span, find, time range) is kept in the address, what is only handy (folds, the
 * place of the keyboard) in the page.
 */
export function useTraceView(trace: Trace, critical: CriticalSections): TraceView {
  const { params } = usePlace();
  const address = params.get(SPAN);
  const selected = useMemo(() => spanAt(trace, address), [trace, address]);
  const [collapsed, setCollapsed] = useState<Collapsed>(new Set());
  const [lastCursor, setCursor] = useState(selected?.index ?? 0);
  const rows = useMemo(() => visibleRows(trace.spans, collapsed), [trace, collapsed]);
  // A fold may have hidden the span the keyboard was at: then it is at what was folded.
  const cursor = rows[rowOf(rows, lastCursor)] ?? 0;

  const rangeText = params.get(RANGE);
  const range = useMemo(() => parseViewRange(rangeText, trace.duration), [rangeText, trace]);

  const find = params.get(FIND) ?? '';
  const deferredFind = useDeferredValue(find);
  const matches = useMemo(() => findInTrace(trace, deferredFind), [trace, deferredFind]);

  const open = (index: number | null): void => {
    const span = index === null ? undefined : trace.spans[index];
    changeParam(SPAN, span === undefined ? null : addressOf(trace, span));
  };
  const moveTo = (index: number): void => {
    setCursor(index);
    setCollapsed(revealed(trace, collapsed, index));
    if (selected !== null) {
      open(index);
    }
  };
  return {
    trace,
    critical,
    rows,
    collapsed,
    range,
    selected,
    cursor,
    find,
    matches,
    setRange: (next) => {
      changeParam(RANGE, isWhole(next, trace.duration) ? null : formatViewRange(next));
    },
    select: (index) => {
      if (index !== null) {
        setCursor(index);
        setCollapsed(revealed(trace, collapsed, index));
      }
      open(index);
    },
    moveTo,
    toggle: (index) => {
      setCollapsed(toggled(collapsed, index));
    },
    setCollapsed,
    setFind: (text) => {
      changeParam(FIND, text);
    },
    goToMatch: (step) => {
      const next = neighbour(matches, cursor, step);
      if (next !== null) {
        moveTo(next);
      }
    },
  };
}
