// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

// Puts the licences of everything that is shipped inside the bundle beside it, as they ask for.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './inputs.mjs';

/** Besides the run-time dependencies: fonts are only files to the package manager. */
const SHIPPED_TOO = ['@fontsource-variable/inter'];

function manifest(name) {
  return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
}

function withDependencies(names, seen = new Set()) {
  for (const name of names) {
    if (!seen.has(name)) {
      seen.add(name);
      withDependencies(Object.keys(manifest(name).dependencies ?? {}), seen);
    }
  }
  return seen;
}

function licenceOf(name) {
  const folder = join(root, 'node_modules', name);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) {
    throw new Error(`ui: ${name} ships without a licence file`);
  }
  const { version, license } = manifest(name);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}

const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const names = [...withDependencies([...Object.keys(dependencies), ...SHIPPED_TOO])].toSorted();
const target = join(root, 'target', 'classes', 'dev', 'clew', 'ui', 'third-party-licences.txt');
writeFileSync(target, names.map(licenceOf).join(`\n${'-'.repeat(80)}\n\n`));
