// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch } from '../browser';
import { openPage } from '../session';
import { address, chromium } from './server';

/** What a running Clew with some traces in it shows, such as `./clew demo`. */
describe('the UI of a running Clew', () => {
  const clew = address('CLEW_URL');
  let browser: Awaited<ReturnType<typeof launch>>;

  beforeAll(async () => {
    browser = await launch(chromium());
  });
  afterAll(async () => {
    await browser.close();
  });

  test('finds traces, opens one, and shows the details of a span', async () => {
    const { page, problems } = await openPage(browser.context, `${clew}/`);
    // Not the newest, nor a pipeline: of what still runs, only parts have been sent.
    const traces = page.getByRole('list', { name: 'Traces' }).getByRole('link');
    await traces.filter({ hasText: 'edge-gateway' }).last().click();
    const rows = page.getByRole('treegrid').getByRole('row');
    await rows.first().click();
    const details = page.getByRole('complementary', { name: 'Span' });
    await details.getByText('service.name').first().waitFor();
    await details.getByText('ml.layer').waitFor(); // nobody sends that: it is derived
    await page
      .getByTitle(/^On the critical path/)
      .first()
      .waitFor();
    expect(problems).toEqual([]);
  });

  test('finds by service, operation and attribute', async () => {
    const { page, problems } = await openPage(browser.context, `${clew}/search?lookback=7d`);
    const service = page.getByRole('combobox', { name: 'Service' });
    await service.click();
    await page.getByRole('option').nth(1).click();
    const chosen = await service.inputValue();
    expect(page.url()).toContain('/search');
    await page.getByLabel('Attributes').fill(`service.name=${chosen}`);
    await page.getByRole('button', { name: 'Find traces' }).click();
    await expect.poll(() => page.url()).toContain('tags=');
    await page.getByRole('list', { name: 'Traces' }).getByText(chosen).first().waitFor();
    expect(problems).toEqual([]);
  });

  test('analyses what it has: a finding leads to a trace that shows it', async () => {
    const { page, problems } = await openPage(
      browser.context,
      `${clew}/analysis?service=recommender&compare=slow`,
    );
    const findings = page.getByRole('list', { name: 'Findings' }).getByRole('listitem');
    const first = findings.first();
    expect(await first.textContent()).toMatch(/^Severity \d+\.\d/);
    await page.getByText('What explains it').waitFor();
    const link = first.getByRole('link').first();
    const trace = (await link.getAttribute('href')) ?? '';
    await link.click();
    await page.getByRole('treegrid').waitFor();
    expect(new URL(page.url()).pathname).toBe(trace);
    expect(problems).toEqual([]);
  });

  test('an unknown trace is said to be unknown', async () => {
    const { page } = await openPage(browser.context, `${clew}/trace/${'1'.repeat(32)}`);
    await page.getByText('This trace is not here').waitFor();
  });
});
