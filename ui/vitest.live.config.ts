// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from 'vitest/config';

/** What a running Clew serves, in a real browser; e2e/live/server.ts says where it takes it from. */
export default defineConfig({
  test: {
    include: ['e2e/live/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    cache: false,
  },
});
