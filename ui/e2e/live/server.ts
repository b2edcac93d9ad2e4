// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { findChromium } from '../browser';

/** The browser; these tests are asked for by name, so that without one they fail. */
export function chromium(): string {
  const path = findChromium();
  if (path === null) {
    throw new Error('no Chromium on the PATH: install one, or set CHROMIUM to its place');
  }
  return path;
}

/** Where a running Clew answers, from an environment variable such as `CLEW_URL`. */
export function address(variable: string): string {
  const url = process.env[variable];
  if (url === undefined) {
    throw new Error(`${variable} is not set (expected: an address of a running Clew)`);
  }
  return url;
}
