// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { Fragment } from 'react';
import type { Attribute } from '../../api/attribute';
import { goTo } from '../../base/navigation';
import { quoteIfNeeded } from '../../base/logfmt';
import { similarTracesPath } from '../../model/similarTraces';
import { valueText } from '../../model/valueText';
import { Button } from '../../widgets/Button';
import { CopyButton } from '../../widgets/CopyButton';
import styles from './AttributeTable.module.css';
import { AttributeValueView } from './AttributeValueView';
import type { TraceView } from './useTraceView';

/** An attribute, and how it is shown if not like any other. */
export interface AttributeRow extends Attribute {
  /** In place of the value as it was sent; null for that. */
  readonly text?: string | null;
  readonly from?: string;
  readonly about?: string;
}

interface AttributeTableProps {
  readonly attributes: readonly AttributeRow[];
  readonly view: TraceView;
}

/** Longer values are not what one looks for by equality. */
const FINDABLE_LENGTH_MAX = 200;

/** Keys and values, each with what can be done with it: copy, find in this trace, find traces. */
export function AttributeTable({ attributes, view }: AttributeTableProps) {
  return (
    <dl className={styles['table']}>
      {attributes.map((attribute, i) => (
        <div key={i} className={styles['row']}>
          <dt className={styles['key']} title={attribute.about || undefined}>
            {attribute.key.split(/(?<=[._/-])/).map((part, at) => (
              // A long key breaks after its dots, not in the middle of a word.
              <Fragment key={at}>
                {part}
                <wbr />
              </Fragment>
            ))}
          </dt>
          <dd className={styles['value']}>
            {(attribute.text ?? null) === null ? (
              <AttributeValueView value={attribute.value} />
            ) : (
              <span className={styles['measured']} title={valueText(attribute.value)}>
                {attribute.text}
              </span>
            )}
            {(attribute.from ?? '') !== '' && (
              <span className={styles['from']}>from {attribute.from}</span>
            )}
            <div className={styles['actions']}>
              <CopyButton what={attribute.key} text={() => valueText(attribute.value)} />
              {isFindable(attribute) && (
                <>
                  <Button
                    look="quiet"
                    size="small"
                    icon="target"
                    label="Find in this trace"
                    onClick={() => {
                      const value = quoteIfNeeded(valueText(attribute.value));
                      view.setFind(`${attribute.key}=${value}`);
                    }}
                  />
                  <Button
                    look="quiet"
                    size="small"
                    icon="search"
                    label="Search for traces with this, around this time"
                    onClick={() => {
                      goTo(similarTracesPath(view.trace, attribute));
                    }}
                  />
                </>
              )}
            </div>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function isFindable({ key, value }: Attribute): boolean {
  const isScalar = value !== null && typeof value !== 'object';
  return (
    isScalar && key !== '' && !/[\s="]/.test(key) && String(value).length <= FINDABLE_LENGTH_MAX
  );
}
