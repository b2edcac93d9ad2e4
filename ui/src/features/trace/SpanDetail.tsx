// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { formatDuration } from '../../base/formatTime';
import { currentAddress } from '../../base/navigation';
import { nanos } from '../../base/time';
import { isStage } from '../../model/concepts';
import { serviceColour, type ServiceColours } from '../../model/serviceColours';
import type { Span, SpanIssue } from '../../model/trace';
import { viewAround } from '../../model/viewRange';
import { Button } from '../../widgets/Button';
import { CopyButton } from '../../widgets/CopyButton';
import { ServiceChip } from '../../widgets/ServiceChip';
import { AttributeSection } from './AttributeSection';
import { ConceptSection } from './ConceptSection';
import { EventList } from './EventList';
import { LinkList } from './LinkList';
import styles from './SpanDetail.module.css';
import { SpanFacts } from './SpanFacts';
import type { TraceView } from './useTraceView';

interface SpanDetailProps {
  readonly view: TraceView;
  readonly span: Span;
  readonly colours: ServiceColours;
}

/** Everything that is known of one span. */
export function SpanDetail({ view, span, colours }: SpanDetailProps) {
  const { source } = span;
  return (
    <div className={styles['detail']}>
      <header className={styles['head']}>
        <div className={styles['bar']}>
          <span className={styles['chip']}>
            <ServiceChip name={span.service} colour={serviceColour(colours, span.service)} />
          </span>
          <Button
            look="quiet"
            size="small"
            icon="target"
            label="Zoom to this span (z)"
            onClick={() => {
              view.setRange(viewAround(span.start, span.duration, view.trace.duration));
            }}
          />
          <CopyButton what="link to this span" icon="link" text={currentAddress} />
          <Button
            look="quiet"
            size="small"
            icon="close"
            label="Close (Esc)"
            onClick={() => {
              view.select(null);
            }}
          />
        </div>
        <h2 className={styles['title']}>{source.name || '(no name)'}</h2>
        {span.isError && (
          <p className={styles['status']}>{source.statusMessage || 'Failed, without a message'}</p>
        )}
        {isStage(source) && (
          <p className={styles['derived']}>
            A stage of the call above, made by Clew of what that says. Nobody sent it.
          </p>
        )}
        {span.issues.map((issue) => (
          <p key={issue.kind} className={styles['issue']}>
            {describe(issue, span)}
          </p>
        ))}
      </header>
      <div className={styles['body']} key={span.index}>
        <SpanFacts view={view} span={span} />
        <ConceptSection span={span} view={view} />
        <AttributeSection
          title="Attributes"
          attributes={source.attributes}
          dropped={source.droppedAttributes}
          view={view}
        />
        <EventList span={span} view={view} />
        <LinkList span={span} view={view} />
        <AttributeSection
          title="Resource"
          attributes={source.resource.attributes}
          dropped={source.resource.droppedAttributes}
          view={view}
        />
        <AttributeSection
          title="Scope"
          note={[source.scope.name, source.scope.version].filter((text) => text !== '').join(' ')}
          attributes={source.scope.attributes}
          dropped={source.scope.droppedAttributes}
          view={view}
        />
      </div>
    </div>
  );
}

function describe(issue: SpanIssue, span: Span): string {
  switch (issue.kind) {
    case 'missing-parent':
      return `Its parent ${span.source.parentSpanId ?? ''} is not in the trace.`;
    case 'cycle':
      return 'Its parents lead back to itself: it is shown as a root.';
    case 'duplicate-id':
      return 'Another span of the trace has the same id.';
    case 'ends-before-start':
      return `It ends ${formatDuration(nanos(Number(span.source.start - span.source.end)))} before it starts.`;
    case 'starts-before-parent':
      return `It starts ${formatDuration(issue.by)} before its parent: clocks may disagree.`;
  }
}
