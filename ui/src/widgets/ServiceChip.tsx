// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { CSSProperties } from 'react';
import { formatCount } from '../base/number';
import styles from './ServiceChip.module.css';

interface ServiceChipProps {
  readonly name: string;
  /** A CSS colour. */
  readonly colour: string;
  readonly spanCount?: number;
  readonly hasErrors?: boolean;
}

/** A service by its colour and name. */
export function ServiceChip({ name, colour, spanCount, hasErrors = false }: ServiceChipProps) {
  return (
    <span className={styles['chip']} style={{ '--colour': colour } as CSSProperties}>
      <span className={styles['dot']} />
      <span className={styles['name']} title={name}>
        {name}
      </span>
      {spanCount !== undefined && (
        <span className={`${styles['count']} ${hasErrors ? styles['errors'] : ''}`}>
          {formatCount(spanCount)}
          {hasErrors && <span className="visually-hidden"> with errors</span>}
        </span>
      )}
    </span>
  );
}
