// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where a running Clew answers while `npm run dev` serves the UI from source. */
const server = process.env['CLEW_URL'] ?? 'http://localhost:16686';

export default defineConfig({
  // Asset addresses are relative to <base href>, which the server rewrites under a base path.
  base: './',
  plugins: [react()],
  build: {
    outDir: 'target/classes/dev/clew/ui',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      // Libraries change seldom: a browser keeps their file when Clew is updated.
      output: { codeSplitting: { groups: [{ name: 'libraries', test: /node_modules/ }] } },
    },
  },
  server: { proxy: { '/api': server } },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'node',
    setupFiles: ['./vitest.setup.ts'],
    restoreMocks: true,
    testTimeout: 60_000,
    cache: false,
  },
});
