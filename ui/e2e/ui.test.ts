// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { findChromium, launch } from './browser';
import { bundle, complaints, openPage, type Session } from './session';
import { StubServer } from './stubServer';
import { chatTrace, largeTrace, oddTrace, predictTrace } from './stubTraces';

const chromium = findChromium();
const isMissing = chromium === null;

if (isMissing) {
  console.warn('ui: SKIPPED end-to-end tests: no Chromium on the PATH, nor in CHROMIUM');
}

if (isMissing && process.env['CI'] === 'true') {
  throw new Error('no Chromium on the PATH: install one, or set CHROMIUM to its place');
}

const MINUTE = 60_000_000_000n;
const NOW = BigInt(Date.now()) * 1_000_000n;
const CHAT = chatTrace(1, NOW - 3n * MINUTE);
const ODD = oddTrace(2, NOW - 5n * MINUTE);
const LARGE = largeTrace(3, NOW - 20n * MINUTE, 80_000);
const TRACES = [
  CHAT,
  ODD,
  LARGE,
  ...Array.from({ length: 40 }, (_, i) => predictTrace(10 + i, NOW - BigInt(i + 1) * MINUTE)),
];

describe.skipIf(isMissing)('the UI in a browser', () => {
  let browser: Awaited<ReturnType<typeof launch>>;
  let server: StubServer;
  let base: string;
  let session: Session | null = null;

  beforeAll(async () => {
    browser = await launch(chromium ?? '');
  });
  beforeEach(async () => {
    server = new StubServer(bundle(), TRACES);
    base = await server.start();
  });
  afterEach(async () => {
    const problems = session?.problems ?? [];
    await session?.page.close();
    session = null;
    await server.stop();
    expect(problems).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
  });

  async function open(path: string, url = base): Promise<Page> {
    session = await openPage(browser.context, url + path);
    return session.page;
  }
  const searches = (): URL[] =>
    server.requests.filter((url) => url.pathname.endsWith('/trace-summaries'));

  test('the first page shows traces of all services, and a row leads to its trace and back', async () => {
    const page = await open('/');
    await page.getByText('43 traces').waitFor();
    await page.getByRole('link', { name: /POST \/v1\/chat/ }).click();
    await page.getByRole('treegrid').waitFor();
    expect(page.url()).toBe(`${base}/trace/${CHAT.traceId}`);
    expect(await page.title()).toBe('api-gateway: POST /v1/chat · Clew');
    await page.goBack();
    await page.getByText('43 traces').waitFor();
    expect(searches()).toHaveLength(1);
  });

  test('a search by service stands in the address and survives a reload', async () => {
    const page = await open('/search');
    await page.getByRole('combobox', { name: 'Service' }).fill('rag');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Find traces' }).click();
    await page.getByText('1 trace', { exact: true }).waitFor();
    expect(page.url()).toContain('service=rag-service');
    await page.reload();
    await page.getByText('1 trace', { exact: true }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Service' }).inputValue()).toBe('rag-service');
    expect(searches().at(-1)?.searchParams.get('query.serviceName')).toBe('rag-service');
  });

  test('the order is that of all traces, and more of them can be had', async () => {
    const page = await open('/search?limit=20&sort=mostSpans');
    await page.getByText('20 of 43 traces').waitFor();
    const rows = page.getByRole('list', { name: 'Traces' }).getByRole('listitem');
    expect(await rows.first().textContent()).toContain('80,000 spans');
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText('40 of 43 traces').waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => rows.count()).toBe(43);
  });

  test('dragging over the plot searches that time', async () => {
    const page = await open('/search?limit=100');
    const plot = page.getByRole('img', { name: /traces by time and duration/ });
    const box = await plot.boundingBox();
    expect(box).not.toBeNull();
    const { x, y, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(x + width * 0.5, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.75, y + height / 2, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => page.url()).toContain('lookback=custom');
    await expect.poll(() => searches().length).toBe(2);
    const [min, max] = ['query.startTimeMin', 'query.startTimeMax'].map((key) =>
      new Date(searches().at(-1)?.searchParams.get(key) ?? '').getTime(),
    );
    expect(Number(max) - Number(min)).toBeGreaterThan(5 * 60_000);
    expect(Number(max) - Number(min)).toBeLessThan(15 * 60_000);
  });

  test('a bubble tells what it is and leads to its trace', async () => {
    const page = await open('/search?service=rag-service');
    const plot = page.getByRole('img', { name: /1 trace by time/ });
    await plot.locator('circle').hover();
    await page.getByText(/7 spans ·|· 7 spans/).waitFor();
    await plot.locator('circle').click();
    await page.getByRole('treegrid').waitFor();
  });

  test('a search that fails shows the reason and can be tried again', async () => {
    server.searchFailure = 'query.attributes is not a JSON object';
    const page = await open('/search');
    await page.getByText('query.attributes is not a JSON object').waitFor();
    server.searchFailure = null;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('43 traces').waitFor();
  });

  test('a server that is gone is said to be gone', async () => {
    const page = await open('/search');
    await page.getByText('43 traces').waitFor();
    await server.stop();
    await page.getByRole('button', { name: 'Find traces' }).click();
    await page.getByText('Clew does not answer').waitFor();
    server = new StubServer(bundle(), TRACES);
    await server.start();
  });

  test('what was found can be analysed, and a finding leads to a trace that shows it', async () => {
    const page = await open('/search?service=rag-service&lookback=3h');
    await page.getByRole('link', { name: 'Analyse these' }).click();
    const findings = page.getByRole('list', { name: 'Findings' }).getByRole('listitem');
    await findings.first().getByText('pool.acquire').waitFor();
    expect(page.url()).toBe(`${base}/analysis?service=rag-service&lookback=3h`);
    const asked = server.requests.find((url) => url.pathname.endsWith('/report'));
    expect(asked?.searchParams.get('lookback')).toBe('10800s');
    await findings.first().getByRole('link').click();
    await page.getByRole('treegrid').waitFor();
    expect(page.url()).toBe(`${base}/trace/${CHAT.traceId}`);
    await page.getByRole('link', { name: 'Analysis', exact: true }).click();
    await findings.first().waitFor();
    expect(page.url()).toContain('service=rag-service');
  });

  test('80,000 spans: the rows in sight are all there is in the document, down to the last', async () => {
    const page = await open(`/trace/${LARGE.traceId}`);
    const grid = page.getByRole('treegrid');
    await grid.waitFor();
    expect(await grid.getAttribute('aria-rowcount')).toBe('80000');
    expect(await grid.getByRole('row').count()).toBeLessThan(80);
    await grid.evaluate((element) => {
      element.scrollTop = element.scrollHeight;
    });
    await page.locator('#span-79999').waitFor();
    expect(await grid.getByRole('row').count()).toBeLessThan(80);
    await page.keyboard.press('[');
    await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe('1');
  });

  test('a find among 80,000 spans goes to a match and opens it by its address', async () => {
    const page = await open(`/trace/${LARGE.traceId}?uiFind=step%3D3999%20worker.rank%3D7`);
    await page.getByText('1 match').waitFor();
    await page.getByRole('button', { name: /Next match/ }).click();
    await page.getByText('1 of 1').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('[role=row]', { hasText: 'parameter-server op 7' }).last().click();
    await page.getByRole('complementary', { name: 'Span' }).getByText('worker-7').waitFor();
    await expect.poll(() => page.url()).toContain('span=');
    await page.reload();
    await page.getByRole('complementary', { name: 'Span' }).getByText('worker-7').waitFor();
  });

  test('dragging over the map zooms the timeline; a double click shows all again', async () => {
    const page = await open(`/trace/${CHAT.traceId}`);
    const map = page.getByRole('img', { name: /Map of the trace/ });
    const box = (await map.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(box.x + box.width * 0.25, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => page.url()).toMatch(/view=\d+-\d+/);
    await page.mouse.dblclick(box.x + box.width * 0.3, box.y + 20);
    await expect.poll(() => page.url()).not.toContain('view=');
  });

  test('what senders get wrong is shown and told', async () => {
    const page = await open(`/trace/${ODD.traceId}`);
    await page.getByText('1 ring of parents, cut open').waitFor();
    expect(await page.getByRole('row').count()).toBe(8);
  });

  test('a link of a span leads to the other trace, and an unknown trace says so', async () => {
    const page = await open(`/trace/${CHAT.traceId}`);
    await page.getByText('chat llama-3.3-70b').click();
    await page.getByRole('link', { name: /0123456789abcdef/ }).click();
    await page.getByText('This trace is not here').waitFor();
    expect(page.url()).toContain('/trace/0123456789abcdef0123456789abcdef?span=0123456789abcdef');
  });

  test('the lookup opens a pasted id and refuses what is none', async () => {
    const page = await open('/search');
    const lookup = page.getByLabel('Open a trace by its id');
    await lookup.fill('not an id');
    await lookup.press('Enter');
    await page.getByText('only the digits').waitFor();
    await lookup.fill(` ${CHAT.traceId.toUpperCase()} `);
    await lookup.press('Enter');
    await page.getByRole('treegrid').waitFor();
  });

  test('runs under a base path', async () => {
    await server.stop();
    server = new StubServer(bundle(), TRACES, '/tools/clew');
    base = await server.start();
    const page = await open(`/trace/${CHAT.traceId}`);
    await page.getByRole('treegrid').waitFor();
    await page.getByRole('link', { name: 'Search', exact: true }).click();
    await page.getByText('43 traces').waitFor();
    expect(new URL(page.url()).pathname).toBe('/tools/clew/search');
  });

  test('the choice of theme is kept', async () => {
    const page = await open('/search');
    const theme = (): Promise<string | undefined> =>
      page.evaluate(() => document.documentElement.dataset['theme']);
    await page.getByRole('button', { name: /^Theme/ }).click();
    await page.getByRole('button', { name: /^Theme: light/ }).click();
    expect(await theme()).toBe('dark');
    await page.reload();
    await page.getByRole('button', { name: /^Theme: dark/ }).waitFor();
    expect(await theme()).toBe('dark');
    await page.getByRole('button', { name: /^Theme/ }).click();
    expect(await theme()).toBeUndefined();
  });

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    test.each([
      ['search', '/search', '43 traces'],
      ['an empty search', '/search?service=nobody', 'No traces match'],
      ['an analysis', '/analysis?compare=slow', 'What explains it'],
      ['a trace', `/trace/${CHAT.traceId}?uiFind=chat`, 'Whole trace|rag-service'],
      ['a trace with oddities', `/trace/${ODD.traceId}`, 'ring of parents'],
    ])('%s can be used by everyone', async (_, path, text) => {
      const page = await open(path);
      await page.emulateMedia({ colorScheme });
      await page.getByText(new RegExp(text)).first().waitFor();
      expect(await complaints(page)).toEqual([]);
    });

    test('the details of a span can be used by everyone', async () => {
      const page = await open(`/trace/${CHAT.traceId}`);
      await page.emulateMedia({ colorScheme });
      await page.getByText('chat llama-3.3-70b').click();
      const details = page.getByRole('complementary', { name: 'Span' });
      await details.getByText('3,812 tokens').waitFor();
      expect(await complaints(page)).toEqual([]);
    });
  });

  describe.each([390, 1024])('%i pixels wide', (width) => {
    test.each([
      '/search',
      '/analysis?compare=slow',
      `/trace/${CHAT.traceId}`,
      `/trace/${ODD.traceId}`,
    ])('%s fits', async (path) => {
      const page = await open('/search');
      await page.setViewportSize({ width, height: 844 });
      await page.goto(base + path);
      await page
        .getByText(/What explains it|43 traces|second-root|llm-server/)
        .first()
        .waitFor();
      // Pages scroll in an element of their own.
      const widths = await page.evaluate(() =>
        [...document.querySelectorAll('html, main, main > div')].map((e) => e.scrollWidth),
      );
      expect(Math.max(...widths)).toBeLessThanOrEqual(width);
    });
  });
});
