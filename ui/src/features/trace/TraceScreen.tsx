// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useMemo, useRef, useState } from 'react';
import { preferences, setPreference } from '../../base/preferences';
import { clamp } from '../../base/number';
import type { Trace } from '../../model/trace';
import { Splitter } from '../../widgets/Splitter';
import { usePreference } from '../../widgets/usePreference';
import { useServiceColours } from '../../widgets/useServiceColours';
import { MiniMap } from './MiniMap';
import { ShortcutHelp } from './ShortcutHelp';
import { SpanDetail } from './SpanDetail';
import { Timeline } from './Timeline';
import { TraceHeader } from './TraceHeader';
import { TraceNotices } from './TraceNotices';
import styles from './TraceScreen.module.css';
import { useCriticalSections } from './useCriticalSections';
import { useTraceKeys } from './useTraceKeys';
import { useTraceView } from './useTraceView';

interface TraceScreenProps {
  readonly trace: Trace;
  /** Why spans may be missing, or null. */
  readonly partial: string | null;
  readonly onReload: () => void;
}

/** A trace as a whole: what it is, its map, its timeline, and the details of one span. */
export function TraceScreen({ trace, partial, onReload }: TraceScreenProps) {
  const view = useTraceView(trace, useCriticalSections(trace));
  const names = useMemo(() => trace.services.map(({ name }) => name), [trace]);
  const colours = useServiceColours(names);
  const detailWidth = usePreference('detailWidthPixels');
  const findBox = useRef<HTMLInputElement>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  useTraceKeys(view, {
    focusFind: () => findBox.current?.focus(),
    openHelp: () => {
      setHelpOpen(true);
    },
  });

  return (
    <>
      <TraceHeader
        view={view}
        colours={colours}
        findBox={findBox}
        onReload={onReload}
        onHelp={() => {
          setHelpOpen(true);
        }}
      />
      <TraceNotices trace={trace} partial={partial} />
      <MiniMap view={view} colours={colours} />
      <div className={styles['body']}>
        <div className={styles['timeline']}>
          <Timeline view={view} colours={colours} />
        </div>
        {view.selected !== null && (
          <aside className={styles['detail']} style={{ width: detailWidth }} aria-label="Span">
            <Splitter
              label="Width of the details"
              percent={(detailWidth / window.innerWidth) * 100}
              style={{ left: 0 }}
              onMove={(pixels) => {
                const next = preferences().detailWidthPixels - pixels;
                setPreference('detailWidthPixels', clamp(next, 300, 1000));
              }}
            />
            <SpanDetail view={view} span={view.selected} colours={colours} />
          </aside>
        )}
      </div>
      {isHelpOpen && (
        <ShortcutHelp
          onClose={() => {
            setHelpOpen(false);
          }}
        />
      )}
    </>
  );
}
