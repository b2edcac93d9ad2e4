// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { currentPlace } from '../../base/navigation';
import { showAt } from '../../widgets/page.fixture';
import { SearchPage } from './SearchPage';

const SUMMARY = {
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  rootServiceName: 'api-gateway',
  rootOperationName: 'POST /v1/chat',
  minStartTimeUnixNano: '1784000000000000000',
  maxEndTimeUnixNano: '1784000001500000000',
  spanCount: 7,
  errorSpanCount: 2,
  services: [{ name: 'api-gateway', spanCount: 7, errorSpanCount: 2 }],
};

/** What the server answers to searches; the rest of the API is empty. */
let answer: (url: URL) => Response;
let searches: URL[] = [];

beforeEach(() => {
  searches = [];
  answer = () => Response.json({ summaries: [SUMMARY] });
  vi.stubGlobal('fetch', (address: string) => {
    const url = new URL(address);
    if (url.pathname !== '/api/v3/trace-summaries') {
      return Promise.resolve(Response.json({ services: ['api-gateway'] }));
    }
    searches.push(url);
    return Promise.resolve(answer(url));
  });
});

const show = (path: string): void => {
  showAt(path, <SearchPage />);
};

const find = (): Promise<void> =>
  userEvent.click(screen.getByRole('button', { name: /Find traces/ }));

describe('SearchPage', () => {
  test('searches all services at once and lists what it found', async () => {
    show('/search');
    const row = await screen.findByRole('link', { name: /POST \/v1\/chat/ });
    expect(row.getAttribute('href')).toBe(`/trace/${SUMMARY.traceId}`);
    expect(row.textContent).toContain('7 spans');
    expect(row.textContent).toContain('2 errors');
    expect(searches[0]?.searchParams.has('query.serviceName')).toBe(false);
    expect(searches[0]?.searchParams.get('query.searchDepth')).toBe('50');
  });

  test('asks for exactly what the address says', async () => {
    show(
      '/search?service=auth&operation=Verify&minDuration=5ms&maxDuration=1s&limit=20' +
        '&tags=%7B%22error%22%3A%22true%22%7D&start=1784000000000001&end=1784000600000000',
    );
    await screen.findByText('1 trace');
    expect(Object.fromEntries(searches[0]?.searchParams ?? [])).toEqual({
      'query.serviceName': 'auth',
      'query.operationName': 'Verify',
      'query.startTimeMin': '2026-07-14T03:33:20.000001000Z',
      'query.startTimeMax': '2026-07-14T03:43:20.000000000Z',
      'query.durationMin': '5ms',
      'query.durationMax': '1s',
      'query.searchDepth': '20',
      'query.sort': 'newest',
      'query.attributes': '{"error":"true"}',
    });
  });

  test('a search goes into the address', async () => {
    show('/search');
    await screen.findByText('1 trace');
    await userEvent.type(screen.getByLabelText('Attributes'), 'error=true http.route="/a b"');
    await userEvent.type(screen.getByLabelText('Min duration'), '250ms');
    await find();
    expect(JSON.parse(currentPlace().params.get('tags') ?? '')).toEqual({
      error: 'true',
      'http.route': '/a b',
    });
    expect(currentPlace().params.get('minDuration')).toBe('250ms');
    expect(searches).toHaveLength(2);
  });

  test('what cannot be read is said at its field, and nothing is asked', async () => {
    show('/search');
    await screen.findByText('1 trace');
    await userEvent.type(screen.getByLabelText('Attributes'), 'error');
    await userEvent.type(screen.getByLabelText('Max duration'), '12');
    await find();
    expect(screen.getByLabelText('Attributes').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(/12 needs a unit/)).toBeDefined();
    expect(searches).toHaveLength(1);
    await userEvent.type(screen.getByLabelText('Max duration'), 'ms');
    expect(screen.queryByText(/12 needs a unit/)).toBeNull();
  });

  test('leads to the analysis of what it asked for', async () => {
    show('/search?service=auth&lookback=3h&limit=20&tags=%7B%22error%22%3A%22true%22%7D');
    await screen.findByText('1 trace');
    expect(screen.getByRole('link', { name: 'Analyse these' }).getAttribute('href')).toBe(
      '/analysis?service=auth&tags=%7B%22error%22%3A%22true%22%7D&lookback=3h',
    );
  });

  test('finding again without a change asks again', async () => {
    show('/search?lookback=5m');
    await screen.findByText('1 trace');
    await find();
    expect(searches).toHaveLength(2);
  });

  test('another order is asked for, and leaves an unsent form alone', async () => {
    show('/search');
    await screen.findByText('1 trace');
    await userEvent.type(screen.getByLabelText('Min duration'), '5');
    await userEvent.selectOptions(screen.getByLabelText('Order'), 'longest');
    expect(currentPlace().params.get('sort')).toBe('longest');
    expect(searches.at(-1)?.searchParams.get('query.sort')).toBe('longest');
    expect(screen.getByLabelText('Min duration')).toHaveProperty('value', '5');
  });

  test('bounds can be for the whole trace', async () => {
    show('/search?durationOf=trace&minDuration=1s');
    await screen.findByText('1 trace');
    expect(searches[0]?.searchParams.get('query.traceDurationMin')).toBe('1s');
    expect(searches[0]?.searchParams.has('query.durationMin')).toBe(false);
  });

  test('more can be had page by page, of a total that is counted apart', async () => {
    answer = (url) => {
      const token = url.searchParams.get('query.pageToken');
      if (url.searchParams.has('query.total')) {
        return Response.json({ summaries: [SUMMARY], total: 3412 });
      }
      const traceId = token === null ? SUMMARY.traceId : 'b'.repeat(32);
      const nextPageToken = token === null ? 'second' : undefined;
      return Response.json({ summaries: [{ ...SUMMARY, traceId }], nextPageToken });
    };
    show('/search');
    await screen.findByText('1 of 3,412 traces');
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    await screen.findByText('2 traces');
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
    const [first, second] = searches.filter((url) => !url.searchParams.has('query.total'));
    expect(second?.searchParams.get('query.pageToken')).toBe('second');
    expect(second?.searchParams.get('query.startTimeMax')).toBe(
      first?.searchParams.get('query.startTimeMax'),
    );
  });

  test('an answer that leaves something out says why', async () => {
    answer = () => Response.json({ summaries: [SUMMARY], partial: 'it takes too long' });
    show('/search');
    expect(await screen.findByText('it takes too long')).toBeDefined();
  });

  test('nothing found says what to do', async () => {
    answer = () => Response.json({});
    show('/search');
    expect(await screen.findByText('No traces match')).toBeDefined();
  });

  test('a failure shows what the server said, and can be tried again', async () => {
    answer = () =>
      Response.json({ error: { httpCode: 400, message: 'no such service' } }, { status: 400 });
    show('/search');
    expect(await screen.findByText('no such service')).toBeDefined();
    answer = () => Response.json({ summaries: [SUMMARY] });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('1 trace')).toBeDefined();
  });

  test('an answer of the wrong shape is a failure, not a blank page', async () => {
    answer = () => Response.json({ summaries: [{ traceId: 'x' }] });
    show('/search');
    expect(await screen.findByText(/summaries\[0\]\.traceId/)).toBeDefined();
  });
});
