// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

// Prints what each file of the bundle weighs on the wire, and fails when a budget is exceeded.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './inputs.mjs';

/** Gzip bytes. Raising one is a decision to be made in review, not a side effect. */
const BUDGETS = { scripts: 130_000, styles: 16_000 };

const assets = join(root, 'target', 'classes', 'dev', 'clew', 'ui', 'assets');
const rows = readdirSync(assets).map((name) => {
  const bytes = readFileSync(join(assets, name));
  return { name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
});
rows.sort((a, b) => b.gzip - a.gzip);

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
for (const row of rows) {
  console.log(`${row.name.padEnd(36)}${kilobytes(row.raw)}${kilobytes(row.gzip)} gzip`);
}

for (const [kind, suffix] of [
  ['scripts', '.js'],
  ['styles', '.css'],
]) {
  const total = rows
    .filter((row) => row.name.endsWith(suffix))
    .reduce((sum, row) => sum + row.gzip, 0);
  if (total > BUDGETS[kind]) {
    console.error(`ui: ${kind} weigh ${total} bytes gzipped, the budget is ${BUDGETS[kind]}`);
    process.exit(1);
  }
}
