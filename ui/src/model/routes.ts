// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { parseTraceId, type SpanId, type TraceId } from '../base/ids';
import { analysisToParams, type AnalysisQuery } from './analysisQuery';
import { queryToParams, type SearchQuery } from './searchQuery';

/** The pages of the UI. Addresses are without the base path. */
export type Route =
  | { readonly page: 'search' }
  | { readonly page: 'analysis' }
  | { readonly page: 'trace'; readonly traceId: TraceId }
  | { readonly page: 'unknown'; readonly path: string };

export function routeOf(path: string): Route {
  if (path === '/' || path === '/search' || path === '/search/') {
    return { page: 'search' };
  }
  if (path === '/analysis' || path === '/analysis/') {
    return { page: 'analysis' };
  }
  const [, id] = /^\/trace\/([^/]+)\/?$/.exec(path) ?? [];
  const traceId = id === undefined ? null : parseTraceId(id);
  return traceId?.ok === true
    ? { page: 'trace', traceId: traceId.value }
    : { page: 'unknown', path };
}

export function searchPath(query: SearchQuery): string {
  return withParams('/search', queryToParams(query));
}

export function analysisPath(query: AnalysisQuery): string {
  return withParams('/analysis', analysisToParams(query));
}

function withParams(path: string, params: URLSearchParams): string {
  return params.size === 0 ? path : `${path}?${params.toString()}`;
}

export function tracePath(traceId: TraceId, spanId?: SpanId): string {
  return spanId === undefined ? `/trace/${traceId}` : `/trace/${traceId}?span=${spanId}`;
}
