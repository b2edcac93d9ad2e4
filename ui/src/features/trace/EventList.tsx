// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { formatClock, formatDuration } from '../../base/formatTime';
import { countOf } from '../../base/number';
import { between } from '../../base/time';
import type { Span } from '../../model/trace';
import sectionStyles from './AttributeSection.module.css';
import { AttributeTable } from './AttributeTable';
import styles from './EventList.module.css';
import type { TraceView } from './useTraceView';

interface EventListProps {
  readonly span: Span;
  readonly view: TraceView;
}

/** What happened during a span, at its time since the span started. */
export function EventList({ span, view }: EventListProps) {
  const { events, droppedEvents, start } = span.source;
  if (events.length === 0 && droppedEvents === 0) {
    return null;
  }
  return (
    <details className={sectionStyles['section']} open>
      <summary className={sectionStyles['title']}>
        Events <span className={sectionStyles['count']}>{events.length}</span>
      </summary>
      <ol className={sectionStyles['content']}>
        {events.map((event, i) => (
          <li key={i} className={styles['event']}>
            <div className={styles['line']}>
              <span className={styles['time']} title={formatClock(event.time, 'ns')}>
                +{formatDuration(between(start, event.time))}
              </span>
              <span
                className={`${styles['name']} ${event.name === 'exception' ? styles['exception'] : ''}`}
              >
                {event.name || '(no name)'}
              </span>
            </div>
            <AttributeTable attributes={event.attributes} view={view} />
            {event.droppedAttributes > 0 && (
              <p className={sectionStyles['dropped']}>
                {countOf(event.droppedAttributes, 'attribute')} dropped by the sender
              </p>
            )}
          </li>
        ))}
        {droppedEvents > 0 && (
          <li className={sectionStyles['dropped']}>
            {countOf(droppedEvents, 'event')} dropped by the sender
          </li>
        )}
      </ol>
    </details>
  );
}
