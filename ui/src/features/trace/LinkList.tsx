// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { countOf } from '../../base/number';
import { tracePath } from '../../model/routes';
import type { Span } from '../../model/trace';
import { Link } from '../../widgets/Link';
import sectionStyles from './AttributeSection.module.css';
import { AttributeTable } from './AttributeTable';
import styles from './LinkList.module.css';
import type { TraceView } from './useTraceView';

interface LinkListProps {
  readonly span: Span;
  readonly view: TraceView;
}

/** The spans that a span points to, in this trace or in others. */
export function LinkList({ span, view }: LinkListProps) {
  const { links, droppedLinks } = span.source;
  if (links.length === 0 && droppedLinks === 0) {
    return null;
  }
  return (
    <details className={sectionStyles['section']} open>
      <summary className={sectionStyles['title']}>
        Links <span className={sectionStyles['count']}>{links.length}</span>
      </summary>
      <ul className={sectionStyles['content']}>
        {links.map((link, i) => (
          <li key={i} className={styles['link']}>
            <div className={styles['target']}>
              <Link to={tracePath(link.traceId, link.spanId)}>
                {link.traceId === view.trace.traceId ? 'this trace' : <code>{link.traceId}</code>}
                {' / '}
                <code>{link.spanId}</code>
              </Link>
              {link.traceState !== '' && <code className={styles['state']}>{link.traceState}</code>}
            </div>
            <AttributeTable attributes={link.attributes} view={view} />
            {link.droppedAttributes > 0 && (
              <p className={sectionStyles['dropped']}>
                {countOf(link.droppedAttributes, 'attribute')} dropped by the sender
              </p>
            )}
          </li>
        ))}
        {droppedLinks > 0 && (
          <li className={sectionStyles['dropped']}>
            {countOf(droppedLinks, 'link')} dropped by the sender
          </li>
        )}
      </ul>
    </details>
  );
}
