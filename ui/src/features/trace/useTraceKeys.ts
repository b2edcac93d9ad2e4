// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent } from 'react';
import { panned, viewAround, wholeTrace, zoomed } from '../../model/viewRange';
import { collapsedFrom, rowOf, visibleDepth } from '../../model/visibleRows';
import { actionOf, type ShortcutAction } from './shortcuts';
import { toggleCriticalPath } from './toggleCriticalPath';
import type { TraceView } from './useTraceView';

interface Outside {
  readonly focusFind: () => void;
  readonly openHelp: () => void;
}

const ZOOM = 0.7;
const PAN_SHARE = 0.2;

/** Makes the shortcuts of the trace page work wherever the keyboard is not needed for something else. */
export function useTraceKeys(view: TraceView, outside: Outside): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const action = actionOf(event.key);
    if (action !== undefined && isFree(event)) {
      event.preventDefault();
      run(action, view, outside);
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      onKey(event);
    };
    document.addEventListener('keydown', listener);
    return () => {
      document.removeEventListener('keydown', listener);
    };
  }, []);
}

/** Whether a key is ours: not typed into a field, not pressed on a button, not the browser's. */
function isFree(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : document.body;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) {
    return false;
  }
  if (target.closest('input, select, textarea, dialog') !== null) {
    return false;
  }
  return event.key !== 'Enter' || target.closest('button, a, summary') === null;
}

function run(action: ShortcutAction, view: TraceView, outside: Outside): void {
  switch (action) {
    case 'find':
      outside.focusFind();
      break;
    case 'help':
      outside.openHelp();
      break;
    case 'critical-path':
      toggleCriticalPath();
      break;
    case 'next-match':
      view.goToMatch(1);
      break;
    case 'previous-match':
      view.goToMatch(-1);
      break;
    case 'next-row':
      moveRow(view, 1);
      break;
    case 'previous-row':
      moveRow(view, -1);
      break;
    case 'first-row':
      view.moveTo(0);
      break;
    case 'last-row':
      view.moveTo(view.rows.at(-1) ?? 0);
      break;
    case 'open':
      view.select(view.selected?.index === view.cursor ? null : view.cursor);
      break;
    case 'close':
      close(view);
      break;
    case 'unfold':
      unfold(view);
      break;
    case 'fold':
      fold(view);
      break;
    default:
      changeLevelsOrTime(action, view);
  }
}

function changeLevelsOrTime(action: ShortcutAction, view: TraceView): void {
  const { trace, range } = view;
  const middle = (range.from + range.to) / 2;
  switch (action) {
    case 'unfold-all':
      view.setCollapsed(new Set());
      break;
    case 'fold-all':
      view.setCollapsed(collapsedFrom(trace, 0));
      break;
    case 'unfold-level':
      view.setCollapsed(collapsedFrom(trace, visibleDepth(trace, view.collapsed)));
      break;
    case 'fold-level':
      view.setCollapsed(collapsedFrom(trace, Math.max(0, visibleDepth(trace, view.collapsed) - 2)));
      break;
    case 'zoom-in':
      view.setRange(zoomed(range, ZOOM, middle, trace.duration));
      break;
    case 'zoom-out':
      view.setRange(zoomed(range, 1 / ZOOM, middle, trace.duration));
      break;
    case 'pan-left':
      view.setRange(panned(range, -PAN_SHARE, trace.duration));
      break;
    case 'pan-right':
      view.setRange(panned(range, PAN_SHARE, trace.duration));
      break;
    case 'zoom-to-span':
      zoomToSpan(view);
      break;
    case 'whole':
      view.setRange(wholeTrace(trace.duration));
      break;
  }
}

function moveRow(view: TraceView, step: 1 | -1): void {
  const next = view.rows[rowOf(view.rows, view.cursor) + step];
  if (next !== undefined) {
    view.moveTo(next);
  }
}

function zoomToSpan({ trace, cursor, setRange }: TraceView): void {
  const span = trace.spans[cursor];
  if (span !== undefined) {
    setRange(viewAround(span.start, span.duration, trace.duration));
  }
}

function close(view: TraceView): void {
  if (view.selected !== null) {
    view.select(null);
  } else {
    view.setFind('');
  }
}

function unfold(view: TraceView): void {
  const span = view.trace.spans[view.cursor];
  if (span === undefined || span.childCount === 0) {
    return;
  }
  if (view.collapsed.has(span.index)) {
    view.toggle(span.index);
  } else {
    view.moveTo(span.index + 1);
  }
}

function fold(view: TraceView): void {
  const span = view.trace.spans[view.cursor];
  if (span === undefined) {
    return;
  }
  if (span.childCount > 0 && !view.collapsed.has(span.index)) {
    view.toggle(span.index);
  } else if (span.parent >= 0) {
    view.moveTo(span.parent);
  }
}
