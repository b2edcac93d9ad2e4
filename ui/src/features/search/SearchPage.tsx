// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { goTo, replaceWith } from '../../base/navigation';
import { searchPath } from '../../model/routes';
import { queryFromParams, type SearchQuery } from '../../model/searchQuery';
import { LoadingBar } from '../../widgets/LoadingBar';
import { useDocumentTitle } from '../../widgets/useDocumentTitle';
import { usePlace } from '../../widgets/usePlace';
import { useScrollMemory } from '../../widgets/useScrollMemory';
import { SearchForm } from './SearchForm';
import styles from './SearchPage.module.css';
import { SearchResults } from './SearchResults';
import { useSearch } from './useSearch';

/** The page that finds traces. All it shows follows from the address and the answer to it. */
export function SearchPage() {
  const { params } = usePlace();
  const query = useMemo(() => queryFromParams(params), [params]);
  const search = useSearch(query);
  const [scroller, rememberScroll] = useScrollMemory(searchPath(query));
  useDocumentTitle(query.service === '' ? 'Search' : query.service);

  const submit = (next: SearchQuery): void => {
    const path = searchPath(next);
    if (path === searchPath(query)) {
      search.repeat();
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
          search={search}
          onOrder={(sort) => {
            replaceWith(searchPath({ ...query, sort }));
          }}
          onZoom={(start, end) => {
            goTo(searchPath({ ...query, time: { kind: 'range', start, end } }));
          }}
        />
      </section>
    </div>
  );
}
