// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { TraceId } from '../../base/ids';
import { tracePath } from '../../model/routes';
import { Link } from '../../widgets/Link';
import styles from './TraceLinks.module.css';

interface TraceLinksProps {
  /** The most telling first. */
  readonly traces: readonly TraceId[];
  /** Stands before them in a sentence; without it only the first is shown by its id. */
  readonly label?: string;
}

const ID_DIGITS = 8;

/** Traces that show something. */
export function TraceLinks({ traces, label }: TraceLinksProps) {
  if (traces.length === 0) {
    return null;
  }
  return (
    <span className={`${styles['links']} ${label === undefined ? styles['short'] : ''}`}>
      {label !== undefined && <span className={styles['label']}>{label}</span>}
      {traces.map((trace, i) => {
        const short = trace.slice(0, ID_DIGITS);
        const isNamed = label !== undefined || i === 0;
        return (
          <Link
            key={trace}
            to={tracePath(trace)}
            className={styles['link']}
            label={isNamed ? `Trace ${short}` : `Trace ${i + 1}: ${short}`}
          >
            {isNamed ? <code>{short}</code> : i + 1}
          </Link>
        );
      })}
    </span>
  );
}
