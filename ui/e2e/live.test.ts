// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launch } from './browser';
import { openPage } from './session';

/** A running Clew with some traces in it, such as `./clew demo`; unset, these tests are left out. */
const address = process.env['CLEW_URL'];
const chromium = findChromium();

describe.skipIf(address === undefined || chromium === null)('the UI of a running Clew', () => {
  let browser: Awaited<ReturnType<typeof launch>>;

  beforeAll(async () => {
    browser = await launch(chromium ?? '');
  });
  afterAll(async () => {
    await browser.close();
  });

  test('finds traces, opens one, and shows the details of a span', async () => {
    const { page, problems } = await openPage(browser.context, `${address}/`);
    await page.getByRole('list', { name: 'Traces' }).getByRole('link').first().click();
    const rows = page.getByRole('treegrid').getByRole('row');
    await rows.first().click();
    await page
      .getByRole('complementary', { name: 'Span' })
      .getByText('service.name')
      .first()
      .waitFor();
    expect(problems).toEqual([]);
  });

  test('finds by service, operation and attribute', async () => {
    const { page, problems } = await openPage(browser.context, `${address}/search?lookback=7d`);
    const service = page.getByRole('combobox', { name: 'Service' });
    await service.click();
    await page.getByRole('option').nth(1).click();
    const chosen = await service.inputValue();
    await page.getByLabel('Attributes').fill(`service.name=${chosen}`);
    await page.getByRole('button', { name: 'Find traces' }).click();
    await expect.poll(() => page.url()).toContain('tags=');
    await page.getByRole('list', { name: 'Traces' }).getByText(chosen).first().waitFor();
    expect(problems).toEqual([]);
  });

  test('an unknown trace is said to be unknown', async () => {
    const { page } = await openPage(browser.context, `${address}/trace/${'1'.repeat(32)}`);
    await page.getByText('This trace is not here').waitFor();
  });
});
