// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

// What the Maven build calls: `node scripts/maven.mjs build|test|live`. The first two are left out
// when their inputs are those of their last success, so an ordinary Java build costs one hash of
// this folder.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, filesBelow, root, stampIs, writeStamp } from './inputs.mjs';

const target = join(root, 'target');
const bundle = join(target, 'classes', 'dev', 'clew', 'ui', 'index.html');

function npm(...args) {
  // Without colours where nobody sees them: ./clew reads the log.
  const env = process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1' };
  const windows = process.platform === 'win32';
  const result = spawnSync(windows ? 'npm.cmd' : 'npm', args, {
    cwd: root,
    env,
    stdio: 'inherit',
    shell: windows,
  });
  if (result.error) {
    console.error(`ui: cannot run npm: ${result.error.message}`);
  }
  if (result.status !== 0) {
    console.error(`ui: npm ${args.join(' ')} failed`);
    process.exit(1);
  }
}

function install() {
  const digest = digestOf(
    ['package.json', 'package-lock.json', '.npmrc'].map((f) => join(root, f)),
  );
  const stamp = join(root, 'node_modules', '.clew-install');
  if (!stampIs(stamp, digest)) {
    npm('ci', '--prefer-offline', '--no-progress');
    writeStamp(stamp, digest);
  }
}

function build(digest) {
  const stamp = join(target, 'ui-build.stamp');
  if (existsSync(bundle) && stampIs(stamp, digest)) {
    return;
  }
  install();
  npm('run', '--silent', 'build');
  writeStamp(stamp, digest);
}

function test(digest) {
  const stamp = join(target, 'ui-test.stamp');
  const ci = process.env.CI === 'true';
  if (!ci && stampIs(stamp, digest)) {
    console.log('ui: tests passed with these inputs before; delete target/ui-test.stamp to repeat');
    return;
  }
  install();
  npm('test', '--silent');
  writeStamp(stamp, digest);
}

/** In front of a server that a test has started: nothing to remember, as its code is not here. */
function live() {
  install();
  npm('run', '--silent', 'live');
}

const steps = { build, test, live };
const step = steps[process.argv[2]];
if (!step) {
  console.error(`ui: unknown step ${process.argv[2]}, expected build, test or live`);
  process.exit(2);
}
step(digestOf(filesBelow(root)));
