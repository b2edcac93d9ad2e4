// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import type { TraceSummary } from '../../api/traceSummary';
import { between } from '../../base/time';
import type { ServiceColours } from '../../model/serviceColours';
import { Button } from '../../widgets/Button';
import { useNow } from '../../widgets/useNow';
import styles from './ResultList.module.css';
import { ResultRow } from './ResultRow';
import type { Search } from './useSearch';

interface ResultListProps {
  readonly search: Search;
  readonly summaries: readonly TraceSummary[];
  readonly colours: ServiceColours;
}

export function ResultList({ search, summaries, colours }: ResultListProps) {
  const now = useNow();
  const longest = useMemo(
    () => summaries.reduce((max, s) => Math.max(max, between(s.start, s.end)), 1),
    [summaries],
  );
  return (
    <>
      <ol className={styles['list']} aria-label="Traces">
        {summaries.map((summary) => (
          <ResultRow
            key={summary.traceId}
            summary={summary}
            colours={colours}
            longest={longest}
            now={now}
          />
        ))}
      </ol>
      {search.hasMore && (
        <div className={styles['more']}>
          <Button disabled={search.isFetchingMore} onClick={search.fetchMore}>
            {search.isFetchingMore ? 'Loading…' : 'Show more'}
          </Button>
        </div>
      )}
    </>
  );
}
