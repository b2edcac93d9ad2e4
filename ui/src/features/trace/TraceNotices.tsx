// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { countOf } from '../../base/number';
import type { SpanIssue, Trace } from '../../model/trace';
import styles from './TraceNotices.module.css';

interface TraceNoticesProps {
  readonly trace: Trace;
  readonly partial: string | null;
}

type Describe = (count: number) => string;

const DESCRIBE: Readonly<Record<SpanIssue['kind'], Describe>> = {
  'missing-parent': (n) =>
    `${countOf(n, 'span')} without ${n === 1 ? 'its' : 'their'} parent: part of the trace is missing`,
  cycle: (n) => `${countOf(n, 'ring')} of parents, cut open`,
  'duplicate-id': (n) => `${countOf(n, 'span')} with a repeated id`,
  'ends-before-start': (n) => `${countOf(n, 'span')} ending before the start, drawn without length`,
  'starts-before-parent': (n) =>
    `${countOf(n, 'span')} starting before the parent: clocks may disagree`,
};

/** What is odd about the trace as a whole, so that nobody trusts the picture more than it deserves. */
export function TraceNotices({ trace, partial }: TraceNoticesProps) {
  if (trace.issueCounts.size === 0 && partial === null) {
    return null;
  }
  return (
    <ul className={styles['notices']} aria-label="What is odd about this trace">
      {partial !== null && <li>{partial}</li>}
      {[...trace.issueCounts].map(([kind, count]) => (
        <li key={kind}>{DESCRIBE[kind](count)}</li>
      ))}
    </ul>
  );
}
