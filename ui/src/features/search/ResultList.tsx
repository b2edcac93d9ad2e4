// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useMemo, useState } from 'react';
import type { TraceSummary } from '../../api/traceSummary';
import { between } from '../../base/time';
import type { ServiceColours } from '../../model/serviceColours';
import { Button } from '../../widgets/Button';
import { useNow } from '../../widgets/useNow';
import styles from './ResultList.module.css';
import { ResultRow } from './ResultRow';

interface ResultListProps {
  readonly summaries: readonly TraceSummary[];
  readonly colours: ServiceColours;
}

/** A long result is drawn in pages: nobody reads past a hundred before narrowing the search. */
const PAGE = 100;

export function ResultList({ summaries, colours }: ResultListProps) {
  const [shown, setShown] = useState(PAGE);
  const now = useNow();
  const longest = useMemo(
    () => summaries.reduce((max, s) => Math.max(max, between(s.start, s.end)), 1),
    [summaries],
  );
  return (
    <>
      <ol className={styles['list']} aria-label="Traces">
        {summaries.slice(0, shown).map((summary) => (
          <ResultRow
            key={summary.traceId}
            summary={summary}
            colours={colours}
            longest={longest}
            now={now}
          />
        ))}
      </ol>
      {summaries.length > shown && (
        <div className={styles['more']}>
          <Button
            onClick={() => {
              setShown(shown + PAGE);
            }}
          >
            Show {Math.min(PAGE, summaries.length - shown)} more
          </Button>
        </div>
      )}
    </>
  );
}
