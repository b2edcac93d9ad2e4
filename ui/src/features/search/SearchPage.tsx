// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { searchQuery } from '../../api/queries';
import { goTo, replaceWith } from '../../base/navigation';
import { now } from '../../base/time';
import { searchKey, searchPath } from '../../model/routes';
import { queryFromParams, toSearchRequest, type SearchQuery } from '../../model/searchQuery';
import { LoadingBar } from '../../widgets/LoadingBar';
import { useDocumentTitle } from '../../widgets/useDocumentTitle';
import { usePlace } from '../../widgets/usePlace';
import { SearchForm } from './SearchForm';
import { useScrollMemory } from '../../widgets/useScrollMemory';
import styles from './SearchPage.module.css';
import { SearchResults } from './SearchResults';

/** The page that finds traces. All it shows follows from the address and the answer to it. */
export function SearchPage() {
  const { params } = usePlace();
  const query = useMemo(() => queryFromParams(params), [params]);
  const search = useQuery(searchQuery(searchKey(query), () => toSearchRequest(query, now())));
  const [scroller, rememberScroll] = useScrollMemory(searchKey(query));
  useDocumentTitle(query.service === '' ? 'Search' : query.service);

  const submit = (next: SearchQuery): void => {
    const path = searchPath(next);
    if (path === searchPath(query)) {
      void search.refetch();
    } else {
      goTo(path);
    }
  };
  return (
    <div className={styles['page']} ref={scroller} onScroll={rememberScroll}>
      <h1 className="visually-hidden">Search traces</h1>
      <section className={styles['form']} aria-label="Search">
        <SearchForm query={query} isSearching={search.isFetching} onSubmit={submit} />
      </section>
      <LoadingBar isLoading={search.isFetching} label="Searching" />
      <section className={styles['results']} aria-label="Results">
        <SearchResults
          query={query}
          summaries={search.data}
          error={search.isFetching ? null : search.error}
          onRetry={() => void search.refetch()}
          onChange={(next, how) => {
            (how === 'again' ? goTo : replaceWith)(searchPath(next));
          }}
        />
      </section>
    </div>
  );
}
