// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import DIAGNOSIS from '../../../e2e/stubDiagnosis.json';
import REPORT from '../../../e2e/stubReport.json';
import { currentPlace } from '../../base/navigation';
import { showAt } from '../../widgets/page.fixture';
import { AnalysisPage } from './AnalysisPage';

const FIRST_TRACE = '3df7e118d6b8fb024f0d393f51fc86f1';

/** What the server answers to analyses; the rest of the API is empty. */
let answer: (url: URL) => Response | Promise<Response>;
let questions: { readonly url: URL; readonly signal: AbortSignal }[] = [];

const isDiagnosis = (url: URL): boolean => url.pathname.endsWith('/diagnose');

beforeEach(() => {
  questions = [];
  answer = (url) => Response.json(isDiagnosis(url) ? DIAGNOSIS : REPORT);
  vi.stubGlobal('fetch', (address: string, { signal }: { signal: AbortSignal }) => {
    const url = new URL(address);
    if (!url.pathname.startsWith('/api/clew/v1/analysis/')) {
      return Promise.resolve(Response.json({ services: ['recommender'] }));
    }
    questions.push({ url, signal });
    return Promise.resolve(answer(url));
  });
});

const show = (path: string): void => {
  showAt(path, <AnalysisPage />);
};

const analyse = (): Promise<void> =>
  userEvent.click(screen.getByRole('button', { name: 'Analyse' }));

const findings = (): Promise<HTMLElement> => screen.findByRole('list', { name: 'Findings' });

describe('AnalysisPage', () => {
  test('shows what stands out, with its severity and the traces that show it', async () => {
    show('/analysis?service=recommender&lookback=3h');
    const items = within(await findings()).getAllByRole('listitem');
    expect(items.map((item) => /\d\.\d/.exec(item.textContent)?.[0])).toEqual([
      '4.4',
      '2.6',
      '2.2',
    ]);
    const link = within(items[0]!).getByRole('link', { name: 'Trace 3df7e118' });
    expect(link.getAttribute('href')).toBe(`/trace/${FIRST_TRACE}`);
  });

  test('says what it stands on and what it leaves out', async () => {
    show('/analysis');
    await findings();
    expect(screen.getByText(/8,559 of 12,311 traces/)).toBeDefined();
    expect(screen.getByText('Incomplete: only the newest 8,559 traces were read')).toBeDefined();
    const link = screen.getByRole('link', { name: 'Show these traces' });
    expect(link.getAttribute('href')).toBe('/search?lookback=1h');
  });

  test('every chapter is there, tables with the names of their columns', async () => {
    show('/analysis');
    await findings();
    const chapters = screen.getAllByRole('heading', { level: 2 }).map((h) => h.textContent);
    expect(chapters).toEqual([
      'What stands out',
      'What to do',
      'Requests',
      'Quality of the traces',
      'Where requests wait',
      'Services',
      'Where errors begin',
      'Errors that were hidden',
      'Calls between services',
      'Patterns of calls',
      'Ways to the longest wait',
      'Capacity',
      'recommender-ranker: version 6 → 7',
      'recommender-ranker: version 7 → 8',
    ]);
    const table = within(screen.getByRole('table', { name: 'Operations by waiting' }));
    expect(table.getByRole('rowheader').textContent).toBe('pool.acquirefeature-store');
    expect(table.getByRole('columnheader', { name: 'Waiting' })).toBeDefined();
    expect(table.getByRole('row', { name: /pool\.acquire/ }).textContent).toMatch(/43\.6\s%/);
    expect(screen.getByText('Roll back')).toBeDefined();
  });

  test('asks for exactly what the address says', async () => {
    show(
      '/analysis?service=a&operation=b&tags=%7B%22k%22%3A%22v%22%7D&minDuration=5ms' +
        '&start=1784000000000001&end=1784000600000000&compare=version%3D6,7&model=m',
    );
    await findings();
    const asked = {
      service: 'a',
      operation: 'b',
      tags: '{"k":"v"}',
      minDuration: '5ms',
      start: '2026-07-14T03:33:20.000001000Z',
      end: '2026-07-14T03:43:20.000000000Z',
    };
    const [report, diagnosis] = questions.map(({ url }) => Object.fromEntries(url.searchParams));
    expect(report).toEqual(asked);
    expect(diagnosis).toEqual({ ...asked, compare: 'version=6,7', model: 'm' });
  });

  test('a comparison says what explains it, what is confounded, and where it began', async () => {
    show('/analysis?compare=slow');
    const causes = await screen.findByRole('list', { name: 'Causes' });
    expect(causes.textContent).toMatch(/97\.1\s% *of what got worse/);
    expect(within(causes).getByText('ml.feature.fallback = true')).toBeDefined();
    expect(within(causes).getByText(/^Confounded/)).toBeDefined();
    const suspects = screen.getByRole('list', { name: 'Suspects' });
    expect(suspects.textContent).toContain('own time in');
  });

  test('what to compare goes into the address, and only the comparison is asked for', async () => {
    show('/analysis?lookback=1h');
    await findings();
    await userEvent.selectOptions(screen.getByLabelText('Compare'), 'versions');
    await analyse();
    expect(screen.getAllByText('Enter a version.')).toHaveLength(2);
    await userEvent.type(screen.getByLabelText('Version before'), '6');
    await userEvent.type(screen.getByLabelText('Version after'), '7');
    await analyse();
    expect(currentPlace().params.get('compare')).toBe('version=6,7');
    await screen.findByRole('list', { name: 'Causes' });
    expect(questions.map(({ url }) => isDiagnosis(url))).toEqual([false, true]);
  });

  test('a version leads to what is different in it', async () => {
    show('/analysis?service=recommender');
    await findings();
    await userEvent.click(screen.getAllByRole('link', { name: 'What is different?' })[0]!);
    expect(currentPlace().params.get('compare')).toBe('version=6,7');
    expect(currentPlace().params.get('model')).toBe('recommender-ranker');
    expect(await screen.findByRole('list', { name: 'Causes' })).toBeDefined();
  });

  test('another question ends the one before', async () => {
    answer = () => new Promise(() => {});
    show('/analysis?service=a');
    await screen.findByText('Analysing…');
    await analyse(); // the same once more: it is on its way
    answer = () => Response.json(REPORT);
    await userEvent.type(screen.getByRole('combobox', { name: 'Service' }), 'b{Enter}');
    await analyse();
    await findings();
    expect(currentPlace().params.get('service')).toBe('b');
    expect(questions.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  });

  test('no requests: says of what, and where to look', async () => {
    answer = () =>
      Response.json({ ...REPORT, coverage: { ...REPORT.coverage, requests: 0, incomplete: null } });
    show('/analysis?service=quiet');
    expect(await screen.findByText('No requests of quiet in this time')).toBeDefined();
    expect(screen.getByRole('link', { name: 'Search for traces instead' })).toBeDefined();
  });

  test('a failure shows what the server said, and can be tried again', async () => {
    answer = () =>
      Response.json({ error: { httpCode: 400, message: 'lookback: -1h' } }, { status: 400 });
    show('/analysis');
    expect(await screen.findByText('lookback: -1h')).toBeDefined();
    answer = () => Response.json(REPORT);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await findings()).toBeDefined();
  });

  test('a comparison that fails leaves the report', async () => {
    answer = (url) =>
      isDiagnosis(url)
        ? Response.json({ error: { httpCode: 422, message: 'too many spans' } }, { status: 422 })
        : Response.json(REPORT);
    show('/analysis?compare=slow');
    expect(await screen.findByText('too many spans')).toBeDefined();
    expect(await findings()).toBeDefined();
  });

  test('a server that cannot analyse is no failure', async () => {
    answer = () =>
      Response.json({ error: { httpCode: 501, message: 'not with this store' } }, { status: 501 });
    show('/analysis');
    expect(await screen.findByText('This server cannot analyse traces')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });
});
