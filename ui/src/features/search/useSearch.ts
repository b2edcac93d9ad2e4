// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { searchQuery, totalQuery } from '../../api/queries';
import type { TraceSummary } from '../../api/traceSummary';
import { now } from '../../base/time';
import { searchPath } from '../../model/routes';
import { toSearchRequest, type SearchQuery } from '../../model/searchQuery';

/** A search and what has come of it so far. */
export interface Search {
  /** Undefined until the first answer. */
  readonly summaries: readonly TraceSummary[] | undefined;
  /** How many traces match in all; null while that is not known. */
  readonly total: number | null;
  /** Why traces may be missing, or null. */
  readonly partial: string | null;
  readonly error: Error | null;
  readonly isFetching: boolean;
  /** The traces are those of the search before, shown until this one is answered. */
  readonly isOutdated: boolean;
  readonly hasMore: boolean;
  readonly isFetchingMore: boolean;
  readonly fetchMore: () => void;
  /** Asks again, from the first page. */
  readonly repeat: () => void;
}

export function useSearch(query: SearchQuery): Search {
  const key = searchPath(query);
  const search = useInfiniteQuery({
    ...searchQuery(key, () => toSearchRequest(query, now())),
    placeholderData: keepPreviousData,
  });
  const { data, isPlaceholderData: isOutdated, hasNextPage } = search;
  const summaries = useMemo(() => data?.pages.flatMap((page) => page.summaries), [data]);
  const first = data?.pages[0];
  const isCounting = hasNextPage && !isOutdated;
  const total = useQuery(totalQuery(key, isCounting ? (first?.request ?? null) : null)).data;
  return {
    summaries,
    total: hasNextPage ? (total ?? null) : (summaries?.length ?? null),
    partial: data?.pages.find((page) => page.partial !== null)?.partial ?? null,
    error: search.isFetching ? null : search.error,
    isFetching: search.isFetching,
    isOutdated,
    hasMore: hasNextPage && !isOutdated,
    isFetchingMore: search.isFetchingNextPage,
    fetchMore: () => void search.fetchNextPage(),
    repeat: () => void search.refetch(),
  };
}
