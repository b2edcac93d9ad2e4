// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { goTo, replaceWith } from '../../base/navigation';
import { searchPath } from '../../model/routes';
import { queryFromParams, type SearchQuery } from '../../model/searchQuery';
import { QuestionPage } from '../../widgets/QuestionPage';
import { useDocumentTitle } from '../../widgets/useDocumentTitle';
import { usePlace } from '../../widgets/usePlace';
import { SearchForm } from './SearchForm';
import { SearchResults } from './SearchResults';
import { useSearch } from './useSearch';

/** The page that finds traces. All it shows follows from the address and the answer to it. */
export function SearchPage() {
  const { params } = usePlace();
  const query = useMemo(() => queryFromParams(params), [params]);
  const search = useSearch(query);
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
    <QuestionPage
      title="Search traces"
      address={searchPath(query)}
      labels={{ form: 'Search', loading: 'Searching', answer: 'Results' }}
      form={<SearchForm query={query} isSearching={search.isFetching} onSubmit={submit} />}
      isLoading={search.isFetching}
    >
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
    </QuestionPage>
  );
}
