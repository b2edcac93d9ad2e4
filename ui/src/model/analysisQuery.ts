// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { AnalysisRequest, ComparisonRequest } from '../api/analysis';
import {
  DEFAULT_QUERY,
  LOOKBACKS,
  queryFromParams,
  queryToParams,
  type SearchQuery,
} from './searchQuery';

/** An analysis as it stands in the address of the page, complete and valid. */
export interface AnalysisQuery {
  /** Which traces; its order, limit and kind of duration are the defaults, as they mean nothing here. */
  readonly traces: SearchQuery;
  readonly comparison: Comparison;
}

/** What sets some of the traces apart from others is asked for the sets that this names. */
export type Comparison =
  | { readonly kind: 'none' }
  | { readonly kind: 'slow' }
  | { readonly kind: 'errors' }
  /** With as long a range before. */
  | { readonly kind: 'baseline' }
  | {
      readonly kind: 'versions';
      readonly before: string;
      readonly after: string;
      /** Empty for versions of any model. */
      readonly model: string;
    };

const NO_COMPARISON: Comparison = { kind: 'none' };

export const DEFAULT_ANALYSIS: AnalysisQuery = {
  traces: DEFAULT_QUERY,
  comparison: NO_COMPARISON,
};

const VERSIONS = /^version=([^,]+),([^,]+)$/;

/** The analysis of what a search finds: its bounds for whole traces cannot be asked for. */
export function analysisOf(search: SearchQuery): AnalysisQuery {
  const { limit, sort, durationOf } = DEFAULT_QUERY;
  const isOfTrace = search.durationOf === 'trace';
  const traces = {
    ...search,
    ...(isOfTrace ? { durationMin: '', durationMax: '' } : {}),
    limit,
    sort,
    durationOf,
  };
  return { traces, comparison: NO_COMPARISON };
}

/** Reads an analysis from the address; its keys are those of the API and of a search. */
export function analysisFromParams(params: URLSearchParams): AnalysisQuery {
  return { ...analysisOf(queryFromParams(params)), comparison: readComparison(params) };
}

function readComparison(params: URLSearchParams): Comparison {
  const text = params.get('compare') ?? '';
  if (text === 'slow' || text === 'errors' || text === 'baseline') {
    return { kind: text };
  }
  const [, before, after] = VERSIONS.exec(text) ?? [];
  return before === undefined || after === undefined
    ? NO_COMPARISON
    : { kind: 'versions', before, after, model: params.get('model') ?? '' };
}

/** The inverse of {@link analysisFromParams}. */
export function analysisToParams({ traces, comparison }: AnalysisQuery): URLSearchParams {
  const params = queryToParams(traces);
  const request = toComparisonRequest(comparison);
  if (request !== null) {
    params.set('compare', request.compare);
    if (request.model !== undefined) {
      params.set('model', request.model);
    }
  }
  return params;
}

export function toAnalysisRequest({ traces }: AnalysisQuery): AnalysisRequest {
  const { time } = traces;
  return {
    service: traces.service || undefined,
    operation: traces.operation || undefined,
    attributes: traces.attributes,
    durationMin: traces.durationMin || undefined,
    durationMax: traces.durationMax || undefined,
    time:
      time.kind === 'range' ? time : { kind: 'lookback', length: LOOKBACKS[time.lookback].length },
  };
}

export function toComparisonRequest(comparison: Comparison): ComparisonRequest | null {
  switch (comparison.kind) {
    case 'none':
      return null;
    case 'versions': {
      const { before, after, model } = comparison;
      return { compare: `version=${before},${after}`, model: model || undefined };
    }
    default:
      return { compare: comparison.kind, model: undefined };
  }
}
