// Builds the program into out/, when its sources are not those of the last build: node electron/setup/build.js [--if-needed]
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { root, SetupError, say, run } = require('./step');
const { findRuntime } = require('./runtime');
const { kernelsFile } = require('./kernels');

const SOURCES = ['engine', 'electron', 'renderer', 'resources/icon.svg', 'package.json', 'package-lock.json'];
const CONFIGURATION = ['electron.vite.config.ts', 'node.vite.config.mts', 'tsconfig.json'];
const stamp = path.join(root, 'out', 'built-from');

function* filesUnder(file) {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  if (!found) return;
  if (!found.isDirectory()) {
    yield `${path.relative(root, file)} ${found.size} ${found.mtimeMs}`;
    return;
  }
  for (const name of fs.readdirSync(file).sort()) {
    // Tests and what they compare with are not built.
    if (!/\.(test\.tsx?|fixture\.json|py)$/.test(name)) yield* filesUnder(path.join(file, name));
  }
}

/** Names, sizes and times of all sources: tells an edit, a new file and a removed one, without reading any. */
function fingerprint() {
  const hash = crypto.createHash('sha256');
  for (const source of [...SOURCES, ...CONFIGURATION]) for (const line of filesUnder(path.join(root, source))) hash.update(`${line}\n`);
  return hash.digest('hex');
}

/** Whether what stands in out/ was built from the sources as they are. */
function isBuilt() {
  return fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === fingerprint();
}

function build() {
  // Taken before, so that an edit made meanwhile is built the next time.
  const from = fingerprint();
  markUnbuilt();
  const runtime = findRuntime();
  const env = runtime ? { ELECTRON_EXEC_PATH: runtime.executable } : {};
  const bin = (name) => path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
  try {
    run(bin('electron-vite'), ['build', '--logLevel', 'warn'], { env });
    run(bin('vite'), ['build', '--app', '--config', 'node.vite.config.mts', '--logLevel', 'warn']);
  } catch (error) {
    throw new SetupError(`The program could not be built. ${error.message}`);
  }
  // The engine looks for them beside itself, so that a package has them too.
  const copy = path.join(root, 'out', 'node', path.basename(kernelsFile));
  fs.rmSync(copy, { force: true });
  if (fs.existsSync(kernelsFile)) fs.copyFileSync(kernelsFile, copy);
  fs.writeFileSync(stamp, from);
}

/** Builds what is not built yet. */
function ensureBuilt() {
  if (isBuilt()) return;
  say('building the program');
  build();
}

/** What stands in out/ is not a whole build any more. */
function markUnbuilt() {
  fs.rmSync(stamp, { force: true });
}

module.exports = { isBuilt, ensureBuilt, markUnbuilt };

if (require.main === module) {
  try {
    if (process.argv.includes('--if-needed')) ensureBuilt();
    else build();
  } catch (error) {
    process.stderr.write(`setup: ${error instanceof SetupError ? error.message : error.stack}\n`);
    process.exit(1);
  }
}
