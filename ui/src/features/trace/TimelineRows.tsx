// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import type { CriticalSection } from '../../model/criticalSections';
import type { RowWindow } from '../../model/rowWindow';
import { serviceColour, type ServiceColours } from '../../model/serviceColours';
import { containsSorted } from '../../model/sorted';
import { SpanRow, type RowLayout } from './SpanRow';
import type { TraceView } from './useTraceView';

interface TimelineRowsProps {
  readonly view: TraceView;
  readonly colours: ServiceColours;
  readonly shown: RowWindow;
  readonly rowHeight: number;
}

const NOT_CRITICAL: readonly CriticalSection[] = [];
const INDENT_PIXELS = 14;
/** Deeper traces are indented less per level, so that names keep their room. */
const INDENT_TOTAL_PIXELS = 200;

export function TimelineRows(props: TimelineRowsProps) {
  const { view, colours, shown, rowHeight } = props;
  const { trace, rows, range } = view;
  const layout = useMemo<RowLayout>(
    () => ({
      range,
      indentPixels: Math.min(INDENT_PIXELS, INDENT_TOTAL_PIXELS / trace.depth),
    }),
    [range, trace],
  );
  return Array.from(rows.subarray(shown.first, shown.end), (index, i) => {
    const span = trace.spans[index];
    return (
      span && (
        <SpanRow
          key={index}
          span={span}
          top={(shown.first + i) * rowHeight}
          layout={layout}
          colour={serviceColour(colours, span.service)}
          isNewService={trace.spans[span.parent]?.service !== span.service}
          isFolded={view.collapsed.has(index)}
          isCursor={view.cursor === index}
          critical={view.critical.get(index) ?? NOT_CRITICAL}
          mark={markOf(view, index)}
        />
      )
    );
  });
}

function markOf(view: TraceView, index: number): 'selected' | 'match' | null {
  if (view.selected?.index === index) {
    return 'selected';
  }
  return containsSorted(view.matches, index) ? 'match' : null;
}
