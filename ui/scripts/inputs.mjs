// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const IGNORED = new Set(['node_modules', 'target', 'README.md', 'pom.xml']);

/** Every file below `directory` that the bundle or its tests are made from, in a stable order. */
export function filesBelow(directory) {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => !IGNORED.has(entry.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}

/** A digest of the given files, their names, and the Node.js that reads them. */
export function digestOf(files) {
  const digest = createHash('sha256').update(process.version);
  for (const file of files) {
    digest.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  }
  return digest.digest('hex');
}

/** True when the stamp file records exactly this digest. */
export function stampIs(stamp, digest) {
  try {
    return readFileSync(stamp, 'utf8') === digest;
  } catch {
    return false;
  }
}

export function writeStamp(stamp, digest) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}
