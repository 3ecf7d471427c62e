// The JavaScript packages, exactly as locked, without their install scripts.
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { root, say, run, marker } = require('./step');

function installPackages() {
  const lock = crypto
    .createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  const done = marker('packages');
  if (done.has(lock)) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const isFresh = !fs.existsSync(path.join(root, 'node_modules'));
  say(`JavaScript packages: ${isFresh ? 'installing from' : 'bringing them up to'} package-lock.json`);
  // Not `npm ci`: it refuses a lock that leaves out the native parts of other systems, and some registries hold not all of them.
  run(npm, ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund']);
  done.set(lock);
}

module.exports = { installPackages };
