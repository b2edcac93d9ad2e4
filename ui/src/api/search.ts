// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Pair } from '../base/logfmt';
import { toRfc3339, type EpochNanos } from '../base/time';
import { asObject, asString } from './decode';
import { apiUrl, getJson } from './http';
import { decodeTraceSummaries, type TraceSummary } from './traceSummary';

/** The orders that the server knows: of all that matches, not only of what it sends. */
export type SortOrder = 'newest' | 'oldest' | 'longest' | 'shortest' | 'mostSpans' | 'mostErrors';

/** What to look for, in the terms of the query API. */
export interface SearchRequest {
  /** Undefined for all services. */
  readonly service: string | undefined;
  readonly operation: string | undefined;
  readonly attributes: readonly Pair[];
  readonly start: EpochNanos;
  readonly end: EpochNanos;
  /** Whether the bounds below are for one span or for the trace as a whole. */
  readonly durationOf: 'span' | 'trace';
  /** Go durations. */
  readonly durationMin: string | undefined;
  readonly durationMax: string | undefined;
  readonly sort: SortOrder;
  /** How many traces come at a time. */
  readonly limit: number;
}

/** Some of the traces that a search finds, in its order. */
export interface SearchPage {
  readonly summaries: readonly TraceSummary[];
  /** What to ask for the traces after these with; null when there are none. */
  readonly nextPageToken: string | null;
  /** Why the answer may leave something out, or null. */
  readonly partial: string | null;
}

function searchUrl(
  request: SearchRequest,
  more: Readonly<Record<string, string | undefined>>,
): string {
  const { attributes } = request;
  const prefix = request.durationOf === 'trace' ? 'query.traceDuration' : 'query.duration';
  return apiUrl('/api/v3/trace-summaries', {
    'query.serviceName': request.service,
    'query.operationName': request.operation,
    'query.startTimeMin': toRfc3339(request.start),
    'query.startTimeMax': toRfc3339(request.end),
    [`${prefix}Min`]: request.durationMin,
    [`${prefix}Max`]: request.durationMax,
    'query.attributes':
      attributes.length === 0 ? undefined : JSON.stringify(Object.fromEntries(attributes)),
    ...more,
  });
}

/** @param pageToken what the page before named, or null for the first */
export function fetchSearchPage(
  request: SearchRequest,
  pageToken: string | null,
  signal: AbortSignal,
): Promise<SearchPage> {
  const url = searchUrl(request, {
    'query.sort': request.sort,
    'query.searchDepth': String(request.limit),
    'query.pageToken': pageToken ?? undefined,
  });
  return getJson(
    url,
    (body) => {
      const json = asObject(body, '');
      return {
        summaries: decodeTraceSummaries(json['summaries']),
        nextPageToken: asString(json['nextPageToken'], 'nextPageToken') || null,
        partial: asString(json['partial'], 'partial') || null,
      };
    },
    signal,
  );
}

/**
 * How many traces match in all, or null when the server does not say. It has to look at all of them,
 * so this is asked apart from the traces themselves.
 */
export function fetchTotal(request: SearchRequest, signal: AbortSignal): Promise<number | null> {
  const url = searchUrl(request, { 'query.searchDepth': '1', 'query.total': 'true' });
  return getJson(
    url,
    (body) => {
      const { total } = asObject(body, '');
      return typeof total === 'number' ? total : null;
    },
    signal,
  );
}
