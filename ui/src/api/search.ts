// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Pair } from '../base/logfmt';
import { toRfc3339, type EpochNanos } from '../base/time';
import { apiUrl, getJson } from './http';
import { decodeTraceSummaries, type TraceSummary } from './traceSummary';

/** What to look for, in the terms of the query API. */
export interface SearchRequest {
  /** Undefined for all services. */
  readonly service: string | undefined;
  readonly operation: string | undefined;
  readonly attributes: readonly Pair[];
  readonly start: EpochNanos;
  readonly end: EpochNanos;
  /** Go durations; they bound the duration of a span. */
  readonly durationMin: string | undefined;
  readonly durationMax: string | undefined;
  readonly limit: number;
}

export function fetchTraceSummaries(
  request: SearchRequest,
  signal: AbortSignal,
): Promise<readonly TraceSummary[]> {
  const { attributes } = request;
  const url = apiUrl('/api/v3/trace-summaries', {
    'query.serviceName': request.service,
    'query.operationName': request.operation,
    'query.startTimeMin': toRfc3339(request.start),
    'query.startTimeMax': toRfc3339(request.end),
    'query.durationMin': request.durationMin,
    'query.durationMax': request.durationMax,
    'query.searchDepth': String(request.limit),
    'query.attributes':
      attributes.length === 0 ? undefined : JSON.stringify(Object.fromEntries(attributes)),
  });
  return getJson(url, decodeTraceSummaries, signal);
}
