// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { SearchRequest, SortOrder } from '../api/search';
import type { Pair } from '../base/logfmt';
import {
  DAY,
  epochNanos,
  fromEpochMicros,
  HOUR,
  MINUTE,
  toEpochMicros,
  type EpochNanos,
  type Nanos,
} from '../base/time';

/** A search as it stands in the address of the page, complete and valid. */
export interface SearchQuery {
  /** Empty for all services. */
  readonly service: string;
  /** Empty for all operations. */
  readonly operation: string;
  readonly attributes: readonly Pair[];
  /** What the bounds are for: one span of the trace, or the trace as a whole. */
  readonly durationOf: 'span' | 'trace';
  /** Go durations, or empty. */
  readonly durationMin: string;
  readonly durationMax: string;
  readonly time: TimeChoice;
  readonly limit: number;
  readonly sort: SortOrder;
}

/** The last so-and-so long, whenever it is looked at; or always the same range. */
export type TimeChoice =
  | { readonly kind: 'lookback'; readonly lookback: Lookback }
  | { readonly kind: 'range'; readonly start: EpochNanos; readonly end: EpochNanos };

/** The orders of a result, as the reader is told them. */
export const SORT_ORDERS: Readonly<Record<SortOrder, string>> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  longest: 'Longest first',
  shortest: 'Shortest first',
  mostSpans: 'Most spans first',
  mostErrors: 'Most errors first',
};

export function isSortOrder(text: string): text is SortOrder {
  return Object.hasOwn(SORT_ORDERS, text);
}

export const LOOKBACKS = {
  '5m': { label: 'Last 5 minutes', length: (5 * MINUTE) as Nanos },
  '15m': { label: 'Last 15 minutes', length: (15 * MINUTE) as Nanos },
  '1h': { label: 'Last hour', length: HOUR },
  '3h': { label: 'Last 3 hours', length: (3 * HOUR) as Nanos },
  '6h': { label: 'Last 6 hours', length: (6 * HOUR) as Nanos },
  '12h': { label: 'Last 12 hours', length: (12 * HOUR) as Nanos },
  '24h': { label: 'Last 24 hours', length: DAY },
  '2d': { label: 'Last 2 days', length: (2 * DAY) as Nanos },
  '7d': { label: 'Last 7 days', length: (7 * DAY) as Nanos },
} as const;

export type Lookback = keyof typeof LOOKBACKS;

/** How many traces a search may bring at a time. */
export const LIMITS: readonly number[] = [20, 50, 100, 200, 500, 1000, 1500];

const LIMIT_MAX = 1500;

export const DEFAULT_QUERY: SearchQuery = {
  service: '',
  operation: '',
  attributes: [],
  durationOf: 'span',
  durationMin: '',
  durationMax: '',
  time: { kind: 'lookback', lookback: '1h' },
  limit: 50,
  sort: 'newest',
};

/**
 * Reads a search from the address. The keys are Jaeger's where it has them, so that its links open
 * here: a link with both `start` and `end` (microseconds) means that range, whatever its lookback.
 * What cannot be read is left at its default.
 */
export function queryFromParams(params: URLSearchParams): SearchQuery {
  const limit = Number(params.get('limit') ?? '');
  const sort = params.get('sort') ?? '';
  return {
    service: params.get('service') ?? '',
    operation: readOperation(params.get('operation')),
    attributes: readTags(params.get('tags')),
    durationOf: params.get('durationOf') === 'trace' ? 'trace' : 'span',
    durationMin: params.get('minDuration') ?? '',
    durationMax: params.get('maxDuration') ?? '',
    time: readTime(params),
    limit: Number.isInteger(limit) && limit > 0 ? Math.min(limit, LIMIT_MAX) : DEFAULT_QUERY.limit,
    sort: isSortOrder(sort) ? sort : DEFAULT_QUERY.sort,
  };
}

function readOperation(text: string | null): string {
  return text === null || text === 'all' ? '' : text;
}

function readTags(text: string | null): readonly Pair[] {
  try {
    const tags: unknown = JSON.parse(text ?? '{}');
    return typeof tags === 'object' && tags !== null
      ? Object.entries(tags).map(([key, value]) => [key, String(value)])
      : [];
  } catch {
    return [];
  }
}

function readTime(params: URLSearchParams): TimeChoice {
  const [start, end] = [readMicros(params.get('start')), readMicros(params.get('end'))];
  if (start !== null && end !== null && start < end) {
    return { kind: 'range', start, end };
  }
  const lookback = params.get('lookback') ?? '';
  return isLookback(lookback) ? { kind: 'lookback', lookback } : DEFAULT_QUERY.time;
}

function isLookback(text: string): text is Lookback {
  return Object.hasOwn(LOOKBACKS, text);
}

function readMicros(text: string | null): EpochNanos | null {
  return text !== null && /^\d{1,17}$/.test(text) ? fromEpochMicros(BigInt(text)) : null;
}

/** The inverse of {@link queryFromParams}; defaults are left out to keep links short. */
export function queryToParams(query: SearchQuery): URLSearchParams {
  const params = new URLSearchParams();
  const set = (key: string, value: string, fallback = ''): void => {
    if (value !== fallback) {
      params.set(key, value);
    }
  };
  set('service', query.service);
  set('operation', query.operation);
  set('tags', query.attributes.length === 0 ? '' : tagsJson(query.attributes));
  set('durationOf', query.durationOf, DEFAULT_QUERY.durationOf);
  set('minDuration', query.durationMin);
  set('maxDuration', query.durationMax);
  if (query.time.kind === 'lookback') {
    set('lookback', query.time.lookback);
  } else {
    set('lookback', 'custom');
    set('start', toEpochMicros(query.time.start).toString());
    set('end', toEpochMicros(query.time.end).toString());
  }
  set('limit', String(query.limit), String(DEFAULT_QUERY.limit));
  set('sort', query.sort, DEFAULT_QUERY.sort);
  return params;
}

function tagsJson(attributes: readonly Pair[]): string {
  return JSON.stringify(Object.fromEntries(attributes));
}

/** The time range that a choice means at a given moment. */
export function resolveTime(
  choice: TimeChoice,
  now: EpochNanos,
): { readonly start: EpochNanos; readonly end: EpochNanos } {
  if (choice.kind === 'range') {
    return choice;
  }
  const { length } = LOOKBACKS[choice.lookback];
  return { start: epochNanos(now - BigInt(length)), end: now };
}

export function toSearchRequest(query: SearchQuery, now: EpochNanos): SearchRequest {
  return {
    service: query.service || undefined,
    operation: query.operation || undefined,
    attributes: query.attributes,
    durationOf: query.durationOf,
    durationMin: query.durationMin || undefined,
    durationMax: query.durationMax || undefined,
    ...resolveTime(query.time, now),
    sort: query.sort,
    limit: query.limit,
  };
}
