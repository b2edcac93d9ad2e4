// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import type { SortOrder } from '../../api/search';
import type { TraceSummary } from '../../api/traceSummary';
import { goTo } from '../../base/navigation';
import { countOf, formatCount } from '../../base/number';
import type { EpochNanos } from '../../base/time';
import { analysisOf } from '../../model/analysisQuery';
import { analysisPath, searchPath, tracePath } from '../../model/routes';
import { DEFAULT_QUERY, type SearchQuery } from '../../model/searchQuery';
import { FailureNotice } from '../../widgets/FailureNotice';
import { Link } from '../../widgets/Link';
import { Notice } from '../../widgets/Notice';
import { useServiceColours } from '../../widgets/useServiceColours';
import { Waiting } from '../../widgets/Waiting';
import { ResultList } from './ResultList';
import { ScatterPlot } from './ScatterPlot';
import styles from './SearchResults.module.css';
import { SortSelect } from './SortSelect';
import type { Search } from './useSearch';

interface SearchResultsProps {
  readonly query: SearchQuery;
  readonly search: Search;
  readonly onOrder: (order: SortOrder) => void;
  readonly onZoom: (start: EpochNanos, end: EpochNanos) => void;
}

const NONE: readonly TraceSummary[] = [];

/** What a search found, or why there is nothing to show. */
export function SearchResults({ query, search, onOrder, onZoom }: SearchResultsProps) {
  const { summaries = NONE, error } = search;
  const services = useMemo(
    () => [...new Set(summaries.flatMap((s) => s.services.map(({ name }) => name)))],
    [summaries],
  );
  const colours = useServiceColours(services);

  if (error !== null) {
    return <FailureNotice title="The search failed" error={error} onRetry={search.repeat} />;
  }
  if (search.summaries === undefined) {
    return <Waiting label="Searching" />;
  }
  if (summaries.length === 0) {
    return (
      <Notice
        title="No traces match"
        action={<Link to={searchPath(DEFAULT_QUERY)}>Show the latest traces of all services</Link>}
      >
        {search.partial ??
          'Widen the time range or drop a condition. Attributes have to match exactly.'}
      </Notice>
    );
  }
  const failed = summaries.filter((s) => s.errorCount > 0).length;
  return (
    <div className={search.isOutdated ? styles['outdated'] : undefined}>
      <div className={styles['bar']}>
        <h2 className={styles['count']}>{headline(summaries.length, search)}</h2>
        {failed > 0 && <span className={styles['errors']}>{formatCount(failed)} with errors</span>}
        {search.partial !== null && <span className={styles['partial']}>{search.partial}</span>}
        <Link to={analysisPath(analysisOf(query))} className={styles['analyse']}>
          Analyse these
        </Link>
        <SortSelect order={query.sort} onChange={onOrder} />
      </div>
      <ScatterPlot
        summaries={summaries}
        onOpen={(summary) => {
          goTo(tracePath(summary.traceId));
        }}
        onZoom={onZoom}
      />
      <ResultList search={search} summaries={summaries} colours={colours} />
    </div>
  );
}

/** `50 of 3,412 traces`, as far as that is known. */
function headline(shown: number, { total, hasMore }: Search): string {
  if (total !== null && total > shown) {
    return `${formatCount(shown)} of ${countOf(total, 'trace')}`;
  }
  return hasMore ? `First ${countOf(shown, 'trace')}` : countOf(shown, 'trace');
}
