// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

// The rules of this folder that no off-the-shelf tool checks: direction of imports, one component
// per file, file size, licence header, no `any`, no suppressions, no dead exports. README.md says why.
import { readFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { filesBelow, root } from './inputs.mjs';

/** Lowest first: a folder imports from itself and from what stands before it. */
const LAYERS = ['base', 'api', 'model', 'widgets', 'features', 'app'];
const LINES_MAX = { '.ts': 350, '.tsx': 250, '.css': 350, '.mjs': 250 };
const HEADER =
  /^\/[/*] Copyright The Clew Authors\n(\/\/| \*) SPDX-License-Identifier: Apache-2\.0\n/;

const source = join(root, 'src');
const problems = [];

function problem(file, text) {
  problems.push(`${relative(root, file)}: ${text}`);
}

function layerOf(file) {
  const [layer, feature] = relative(source, file).split('/');
  return { rank: LAYERS.indexOf(layer), layer, feature: layer === 'features' ? feature : null };
}

function checkImport(file, specifier) {
  if (!specifier.startsWith('.')) {
    return;
  }
  const from = layerOf(file);
  const to = layerOf(resolve(dirname(file), specifier));
  if (to.rank > from.rank) {
    problem(file, `${from.layer} must not import ${to.layer} (${specifier})`);
  } else if (from.feature !== null && to.feature !== null && from.feature !== to.feature) {
    problem(file, `feature ${from.feature} must not import feature ${to.feature}`);
  }
}

const IMPORT = /(?:import|export)\s[^;'"]*?from\s+['"]([^'"]+)['"]|import\(?\s*['"]([^'"]+)['"]/g;
const EXPORT = /^export (?:default )?(?:async )?(?:function|const|class) (\w+)/gm;
const ESCAPES =
  /:\s*any\s*[;,)=\]>|&{]|\bas any\b|<any\b|@ts-ignore|@ts-expect-error|oxlint-disable|eslint-disable/;

function checkFile(file, text) {
  const extension = extname(file);
  const name = basename(file, extension);
  const lines = text.split('\n').length - 1;
  if (lines > (LINES_MAX[extension] ?? Infinity)) {
    problem(file, `${lines} lines, at most ${LINES_MAX[extension]} are allowed`);
  }
  if (extension in LINES_MAX && !HEADER.test(text)) {
    problem(file, 'licence header is missing');
  }
  if (extension !== '.ts' && extension !== '.tsx') {
    return;
  }
  if (name === 'index') {
    problem(file, 'barrels are not used here: import the file that declares the name');
  }
  if (ESCAPES.test(text)) {
    problem(file, `type or lint escape: ${ESCAPES.exec(text)[0]}`);
  }
  for (const match of text.matchAll(IMPORT)) {
    checkImport(file, match[1] ?? match[2]);
  }
}

function checkComponent(file, text) {
  const name = basename(file, '.tsx');
  const components = [...text.matchAll(EXPORT)].map((m) => m[1]).filter((n) => /^[A-Z]/.test(n));
  const functions = components.filter((n) => new RegExp(`(function|class) ${n}\\b`).test(text));
  if (functions.length !== 1 || functions[0] !== name) {
    problem(
      file,
      `must export one component, ${name}; it exports ${functions.join(', ') || 'none'}`,
    );
  }
}

const files = [source, join(root, 'e2e'), join(root, 'scripts')].flatMap(filesBelow);
const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));

for (const [file, text] of texts) {
  checkFile(file, text);
  if (file.endsWith('.tsx') && !/\.test\.tsx$|main\.tsx$/.test(file)) {
    checkComponent(file, text);
  }
}

// An export is alive when another file that is not its own test names it.
const production = [...texts].filter(
  ([file]) => /\.tsx?$/.test(file) && !/\.(test|fixture)\.tsx?$/.test(file),
);
for (const [file, text] of production) {
  for (const [, name] of text.matchAll(EXPORT)) {
    const word = new RegExp(`\\b${name}\\b`);
    if (file.startsWith(source) && !production.some(([f, t]) => f !== file && word.test(t))) {
      problem(file, `${name} is exported and used nowhere else`);
    }
  }
}

if (problems.length > 0) {
  console.error(problems.join('\n'));
  console.error(`ui: ${problems.length} source rule(s) broken`);
  process.exit(1);
}
console.log(`ui: ${files.length} files keep the source rules`);
