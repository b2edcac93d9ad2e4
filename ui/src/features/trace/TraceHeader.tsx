// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { RefObject } from 'react';
import { traceJsonUrl } from '../../api/trace';
import { currentAddress } from '../../base/navigation';
import type { ServiceColours } from '../../model/serviceColours';
import { Button } from '../../widgets/Button';
import { CopyButton } from '../../widgets/CopyButton';
import { Icon } from '../../widgets/Icon';
import { usePreference } from '../../widgets/usePreference';
import { FindBox } from './FindBox';
import { ServiceLegend } from './ServiceLegend';
import styles from './TraceHeader.module.css';
import { TraceFacts } from './TraceFacts';
import { toggleCriticalPath } from './toggleCriticalPath';
import type { TraceView } from './useTraceView';

interface TraceHeaderProps {
  readonly view: TraceView;
  readonly colours: ServiceColours;
  readonly findBox: RefObject<HTMLInputElement | null>;
  readonly onReload: () => void;
  readonly onHelp: () => void;
}

export function TraceHeader({ view, colours, findBox, onReload, onHelp }: TraceHeaderProps) {
  const { trace } = view;
  return (
    <header className={styles['header']}>
      <div className={styles['top']}>
        <h1 className={styles['title']}>
          <span className={styles['service']}>{trace.root.service}</span>
          <span className={styles['operation']} title={trace.root.source.name}>
            {trace.root.source.name}
          </span>
        </h1>
        <div className={styles['actions']}>
          <FindBox view={view} input={findBox} />
          <Button
            look="quiet"
            icon="path"
            label="Critical path: what the request waited for (c)"
            pressed={usePreference('isCriticalPathShown')}
            onClick={toggleCriticalPath}
          />
          <CopyButton what="link to this view" icon="link" text={currentAddress} />
          <Button look="quiet" icon="refresh" label="Load again: late spans" onClick={onReload} />
          <Button look="quiet" icon="keyboard" label="Keyboard shortcuts (?)" onClick={onHelp} />
          <a
            className={styles['raw']}
            href={traceJsonUrl(trace.traceId)}
            target="_blank"
            rel="noreferrer"
          >
            JSON
            <Icon name="external" size={14} />
          </a>
        </div>
      </div>
      <TraceFacts trace={trace} />
      <ServiceLegend view={view} colours={colours} />
    </header>
  );
}
