// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch } from '../browser';
import { openPage } from '../session';
import { address, chromium } from './server';

/**
 * Zipkin's own UI in front of Clew. The server holds a call of `shop` to `stock` that was sent by
 * Zipkin's protocol: `get /cart` with the tag `http.path`, and `get` with the annotation `cache miss`.
 */
describe('Zipkin Lens of a running Clew', () => {
  const lens = `${address('CLEW_ZIPKIN_URL')}/zipkin`;
  let browser: Awaited<ReturnType<typeof launch>>;

  beforeAll(async () => {
    browser = await launch(chromium());
  });
  afterAll(async () => {
    await browser.close();
  });

  test('finds a trace by its service, opens it, and shows its spans', async () => {
    const { page, problems } = await openPage(browser.context, `${lens}/`);
    const main = page.getByRole('main');
    await main.getByRole('button').first().click(); // a criterion more
    await main.getByText('serviceName', { exact: true }).click();
    await main.getByText('stock', { exact: true }).click();
    await page.getByRole('button', { name: 'Run Query' }).click();

    const row = page.getByRole('row', { name: 'shop: get /cart' });
    await row.getByText('40.000ms').waitFor();
    expect(await page.getByText('1 Result').count()).toBe(1);

    await row.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('heading', { name: 'shop: get /cart' }).waitFor();
    await page.getByText('Total Spans').waitFor();
    await page.getByRole('row', { name: 'http.path /cart' }).waitFor();
    await page.getByText('stock: get').click();
    await page.getByText('cache miss').waitFor();
    expect(problems).toEqual([]);
  });

  test('draws who calls whom', async () => {
    const { page, problems } = await openPage(browser.context, `${lens}/dependency`);
    const answer = page.waitForResponse((response) => response.url().includes('/dependencies?'));
    await page.getByRole('button', { name: 'Run Query' }).click();

    expect(await (await answer).json()).toContainEqual({
      parent: 'shop',
      child: 'stock',
      callCount: 1,
    });
    await page.getByRole('button', { name: 'Open' }).click();
    expect(await page.getByRole('option').allInnerTexts()).toEqual(
      expect.arrayContaining(['shop', 'stock']),
    );
    await page.getByRole('option', { name: 'shop', exact: true }).click();
    await page.locator('canvas').first().waitFor();
    expect(problems).toEqual([]);
  });
});
