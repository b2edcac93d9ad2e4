// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { TraceId } from '../base/ids';
import {
  fetchDiagnosis,
  fetchReport,
  type AnalysisRequest,
  type ComparisonRequest,
} from './analysis';
import { fetchOperations, fetchServices } from './catalogue';
import { fetchCriticalPath } from './criticalPath';
import { fetchSearchPage, fetchTotal, type SearchRequest } from './search';
import { fetchTrace } from './trace';
import { fetchConcepts } from './vocabulary';

// The keys and lifetimes of everything the query cache holds, side by side so that they cannot clash.

const CATALOGUE_STALE_MILLIS = 30_000;
const KEPT_MILLIS = 10 * 60_000;

export function servicesQuery() {
  return queryOptions({
    queryKey: ['services'],
    queryFn: ({ signal }) => fetchServices(signal),
    staleTime: CATALOGUE_STALE_MILLIS,
  });
}

export function operationsQuery(service: string) {
  return queryOptions({
    queryKey: ['operations', service],
    queryFn: ({ signal }) => fetchOperations(service, signal),
    staleTime: CATALOGUE_STALE_MILLIS,
  });
}

/**
 * A search stays as it was found until it is asked for again, so that Back shows the same list.
 *
 * @param key all that tells one search from another
 * @param request makes the request when it is sent: “the last hour” ends then, for all its pages
 */
export function searchQuery(key: string, request: () => SearchRequest) {
  return infiniteQueryOptions({
    queryKey: ['search', key],
    queryFn: async ({ signal, pageParam }) => {
      const sent = pageParam?.request ?? request();
      const page = await fetchSearchPage(sent, pageParam?.token ?? null, signal);
      return { ...page, request: sent };
    },
    initialPageParam: FIRST_PAGE,
    getNextPageParam: ({ request: sent, nextPageToken }) =>
      nextPageToken === null ? null : { request: sent, token: nextPageToken },
    staleTime: Infinity,
    gcTime: KEPT_MILLIS,
  });
}

const FIRST_PAGE: { readonly request: SearchRequest; readonly token: string } | null = null;

/** @param request a request that was sent; null while there is nothing to count */
export function totalQuery(key: string, request: SearchRequest | null) {
  return queryOptions({
    queryKey: ['total', key, request?.end.toString()],
    queryFn: ({ signal }) => (request === null ? null : fetchTotal(request, signal)),
    enabled: request !== null,
    staleTime: Infinity,
    gcTime: KEPT_MILLIS,
  });
}

/** The spans of a trace; it is fetched again when the reader asks, as late spans may come. */
export function traceQuery(traceId: TraceId) {
  return queryOptions({
    queryKey: ['trace', traceId],
    queryFn: ({ signal }) => fetchTrace(traceId, signal),
    staleTime: Infinity,
    gcTime: KEPT_MILLIS,
  });
}

/** Beyond this a path through the picture says nothing, and costs the server too much. */
const CRITICAL_PATH_SPANS_MAX = 50_000;

/** @param spanCount of the trace as it is shown: with more spans the path may be another */
export function criticalPathQuery(traceId: TraceId, spanCount: number, isWanted: boolean) {
  return queryOptions({
    queryKey: ['critical path', traceId, spanCount],
    queryFn: ({ signal }) => fetchCriticalPath(traceId, signal),
    enabled: isWanted && spanCount <= CRITICAL_PATH_SPANS_MAX,
    staleTime: Infinity,
    gcTime: KEPT_MILLIS,
  });
}

/**
 * An analysis stays as it was made until it is asked for again.
 *
 * @param key all that tells one analysis from another, whatever is compared
 */
export function reportQuery(key: string, request: AnalysisRequest) {
  return queryOptions({
    queryKey: ['report', key],
    queryFn: ({ signal }) => fetchReport(request, signal),
    staleTime: Infinity,
    gcTime: KEPT_MILLIS,
  });
}

/** @param comparison null when nothing is compared */
export function diagnosisQuery(
  key: string,
  request: AnalysisRequest,
  comparison: ComparisonRequest | null,
) {
  return queryOptions({
    queryKey: ['diagnosis', key, comparison],
    queryFn: ({ signal }) =>
      comparison === null ? null : fetchDiagnosis(request, comparison, signal),
    enabled: comparison !== null,
    staleTime: Infinity,
    gcTime: KEPT_MILLIS,
  });
}

/** The vocabulary changes with the server only. */
export function conceptsQuery() {
  return queryOptions({
    queryKey: ['concepts'],
    queryFn: ({ signal }) => fetchConcepts(signal),
    staleTime: Infinity,
    gcTime: Infinity,
  });
}
