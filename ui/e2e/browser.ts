// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser to test with: `CHROMIUM` when set, else the first one on the PATH, else none. */
export function findChromium(): string | null {
  const chosen = process.env['CHROMIUM'];
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((directory) => NAMES.map((name) => join(directory, name)));
  return [...(chosen === undefined ? [] : [chosen]), ...onPath].find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A fresh headless browser; closing it through `close` leaves nothing behind. */
export async function launch(executablePath: string): Promise<{
  readonly context: BrowserContext;
  readonly close: () => Promise<void>;
}> {
  const userData = mkdtempSync(join(tmpdir(), 'clew-ui-e2e-'));
  const context = await chromium.launchPersistentContext(userData, {
    executablePath,
    headless: true,
    args: FLAGS,
    viewport: { width: 1440, height: 900 },
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(userData, { recursive: true, force: true });
    },
  };
}
