// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { AttributeValue } from '../../api/attribute';
import { foldText } from '../../model/foldText';
import { prettyJson, valueText, valueType } from '../../model/valueText';
import styles from './AttributeValueView.module.css';

interface AttributeValueViewProps {
  readonly value: AttributeValue;
}

/** A value as its type deserves: JSON laid out, long text folded, the type named unless obvious. */
export function AttributeValueView({ value }: AttributeValueViewProps) {
  const [isOpen, setOpen] = useState(false);
  const type = valueType(value);
  if (type === 'empty') {
    return <span className={styles['empty']}>empty</span>;
  }
  const json = prettyJson(value);
  const text = json ?? valueText(value);
  const fold = foldText(text);
  const shown = isOpen || fold === null ? text : fold.start;
  return (
    <>
      {json === null ? (
        <span className={`${styles['value']} ${classOf(type, text)}`}>{shown}</span>
      ) : (
        <pre className={styles['json']}>{shown}</pre>
      )}
      {type !== 'string' && json === null && <span className={styles['type']}>{type}</span>}
      {fold !== null && (
        <div>
          <button
            type="button"
            className={styles['more']}
            aria-expanded={isOpen}
            onClick={() => {
              setOpen(!isOpen);
            }}
          >
            {isOpen ? 'Show less' : fold.offer}
          </button>
        </div>
      )}
    </>
  );
}

function classOf(type: string, text: string): string {
  // Text of several lines was laid out by somebody: a stack trace, a query.
  const look = type === 'int' || type === 'double' ? 'number' : text.includes('\n') ? 'code' : type;
  return styles[look] ?? '';
}
