// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { countOf } from '../../base/number';
import styles from './AttributeSection.module.css';
import { AttributeTable, type AttributeRow } from './AttributeTable';
import type { TraceView } from './useTraceView';

interface AttributeSectionProps {
  readonly title: string;
  readonly note?: string;
  readonly attributes: readonly AttributeRow[];
  /** How many the sender left out. */
  readonly dropped: number;
  readonly view: TraceView;
}

/** A group of attributes under a title that folds; nothing at all when there is nothing to say. */
export function AttributeSection(props: AttributeSectionProps) {
  const { title, note = '', attributes, dropped, view } = props;
  if (attributes.length === 0 && dropped === 0 && note === '') {
    return null;
  }
  return (
    <details className={styles['section']} open>
      <summary className={styles['title']}>
        {title}
        {attributes.length > 0 && <span className={styles['count']}>{attributes.length}</span>}
        {note !== '' && <span className={styles['note']}>{note}</span>}
      </summary>
      {(attributes.length > 0 || dropped > 0) && (
        <div className={styles['content']}>
          <AttributeTable attributes={attributes} view={view} />
          {dropped > 0 && (
            <p className={styles['dropped']}>
              {countOf(dropped, 'attribute')} dropped by the sender
            </p>
          )}
        </div>
      )}
    </details>
  );
}
