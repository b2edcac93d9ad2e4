// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from 'vitest/config';

/** The built bundle in a real browser; `npm run build` first. */
export default defineConfig({
  test: {
    include: ['e2e/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    cache: false,
  },
});
