// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';

const BUNDLE = join('target', 'classes', 'dev', 'clew', 'ui');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Where the built bundle is; the tests are about what is shipped, not about the sources. */
export function bundle(): string {
  if (!existsSync(join(BUNDLE, 'index.html'))) {
    throw new Error(`no bundle in ${BUNDLE}: run "npm run build" first`);
  }
  return BUNDLE;
}

/** A page, and everything that went wrong in it. */
export interface Session {
  readonly page: Page;
  /** Uncaught errors, console errors, and requests to other hosts. */
  readonly problems: string[];
}

export async function openPage(context: BrowserContext, url: string): Promise<Session> {
  const page = await context.newPage();
  const problems: string[] = [];
  const { origin } = new URL(url);
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    // Chromium itself logs a failed request; whether one was meant to fail is the test's business.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      problems.push(message.text());
    }
  });
  page.on('request', (request) => {
    // A blob is of the page that made it: its address is that page's origin, and it goes nowhere.
    if (
      !request
        .url()
        .replace(/^blob:/, '')
        .startsWith(origin)
    ) {
      problems.push(`request to ${request.url()}`);
    }
  });
  await page.goto(url);
  return { page, problems };
}

/** What an accessibility checker has against the page, one line for each kind of complaint. */
export async function complaints(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      readonly axe: {
        run: () => Promise<{
          readonly violations: readonly {
            readonly id: string;
            readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
          }[];
        }>;
      };
    };
    const { violations } = await axe.run();
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} ${nodes[0]?.failureSummary ?? ''}`,
    );
  });
}
