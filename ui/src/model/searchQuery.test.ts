// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { epochNanos, fromEpochMicros } from '../base/time';
import { searchPath } from './routes';
import {
  DEFAULT_QUERY,
  queryFromParams,
  queryToParams,
  toSearchRequest,
  type SearchQuery,
} from './searchQuery';

const FULL: SearchQuery = {
  service: 'api-gateway',
  operation: 'POST /v1/chat',
  attributes: [
    ['error', 'true'],
    ['msg', 'a b'],
  ],
  durationMin: '100ms',
  durationMax: '2s',
  time: {
    kind: 'range',
    start: fromEpochMicros(1_784_000_000_000_001n),
    end: fromEpochMicros(1_784_000_600_000_000n),
  },
  limit: 200,
  sort: 'longest',
  durationOf: 'trace',
};

const read = (text: string): SearchQuery => queryFromParams(new URLSearchParams(text));

describe('the address of a search', () => {
  test('keeps all of it', () => {
    expect(queryFromParams(queryToParams(FULL))).toEqual(FULL);
  });

  test('of an ordinary search is short', () => {
    expect(searchPath({ ...DEFAULT_QUERY, service: 'auth' })).toBe(
      '/search?service=auth&lookback=1h',
    );
  });

  test('may come from Jaeger', () => {
    const query = read(
      'end=1784000600000000&limit=20&lookback=1h&maxDuration&minDuration&operation=all' +
        '&service=auth&start=1784000000000001&tags=%7B%22error%22%3A%22true%22%7D',
    );
    expect(query).toEqual({
      ...DEFAULT_QUERY,
      service: 'auth',
      attributes: [['error', 'true']],
      time: FULL.time,
      limit: 20,
    });
  });

  test('with nonsense in it means the defaults', () => {
    expect(
      read('limit=-3&lookback=eternity&start=now&end=5&tags=%7B&sort=sideways&service='),
    ).toEqual(DEFAULT_QUERY);
    expect(read('limit=99999').limit).toBe(1500);
    expect(read('start=9&end=8').time).toEqual(DEFAULT_QUERY.time);
  });
});

test('a lookback ends when the request is made', () => {
  const now = epochNanos(1_784_000_000_000_000_000n);
  expect(toSearchRequest(DEFAULT_QUERY, now)).toMatchObject({
    service: undefined,
    start: now - 3_600_000_000_000n,
    end: now,
  });
});
