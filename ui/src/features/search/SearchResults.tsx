// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import type { TraceSummary } from '../../api/traceSummary';
import { goTo } from '../../base/navigation';
import { countOf } from '../../base/number';
import { searchPath, tracePath } from '../../model/routes';
import { DEFAULT_QUERY, LIMITS, type SearchQuery } from '../../model/searchQuery';
import { sortSummaries } from '../../model/sortSummaries';
import { Button } from '../../widgets/Button';
import { Link } from '../../widgets/Link';
import { Notice } from '../../widgets/Notice';
import { Waiting } from '../../widgets/Waiting';
import { useServiceColours } from '../../widgets/useServiceColours';
import { ResultList } from './ResultList';
import { ScatterPlot } from './ScatterPlot';
import styles from './SearchResults.module.css';
import { SortSelect } from './SortSelect';

interface SearchResultsProps {
  readonly query: SearchQuery;
  /** Undefined until the first answer. */
  readonly summaries: readonly TraceSummary[] | undefined;
  readonly error: Error | null;
  readonly onRetry: () => void;
  /** `view` only looks at the same traces otherwise; `again` is another search. */
  readonly onChange: (query: SearchQuery, how: 'view' | 'again') => void;
}

const NONE: readonly TraceSummary[] = [];

/** Says that there may be more, and leads to it. */
function LimitNote({ query }: { readonly query: SearchQuery }) {
  const next = LIMITS.find((limit) => limit > query.limit);
  return (
    <span className={styles['aside']}>
      The limit is reached.{' '}
      {next !== undefined && (
        <Link to={searchPath({ ...query, limit: next })}>Find up to {next}</Link>
      )}
    </span>
  );
}

export function SearchResults(props: SearchResultsProps) {
  const { query, summaries = NONE, error, onRetry, onChange } = props;
  const sorted = useMemo(() => sortSummaries(summaries, query.sort), [summaries, query.sort]);
  const services = useMemo(
    () => [...new Set(summaries.flatMap((s) => [s.rootService, ...s.services.map((x) => x.name)]))],
    [summaries],
  );
  const colours = useServiceColours(services);

  if (error !== null) {
    return (
      <Notice
        tone="error"
        title="The search failed"
        action={<Button onClick={onRetry}>Try again</Button>}
      >
        {error.message}
      </Notice>
    );
  }
  if (props.summaries === undefined) {
    return <Waiting label="Searching" />;
  }
  if (summaries.length === 0) {
    return (
      <Notice
        title="No traces match"
        action={<Link to={searchPath(DEFAULT_QUERY)}>Show the latest traces of all services</Link>}
      >
        Widen the time range or drop a condition. Duration bounds and attributes hold for single
        spans; an attribute has to match exactly.
      </Notice>
    );
  }
  const failed = summaries.filter((s) => s.errorCount > 0).length;
  return (
    <>
      <div className={styles['bar']}>
        <h2 className={styles['count']}>{countOf(summaries.length, 'trace')}</h2>
        {failed > 0 && (
          <span className={styles['errors']}>{countOf(failed, 'with errors', 'with errors')}</span>
        )}
        {summaries.length >= query.limit && <LimitNote query={query} />}
        <SortSelect
          order={query.sort}
          onChange={(sort) => {
            onChange({ ...query, sort }, 'view');
          }}
        />
      </div>
      <ScatterPlot
        summaries={summaries}
        onOpen={(summary) => {
          goTo(tracePath(summary.traceId));
        }}
        onZoom={(start, end) => {
          onChange({ ...query, time: { kind: 'range', start, end } }, 'again');
        }}
      />
      <ResultList summaries={sorted} colours={colours} />
    </>
  );
}
