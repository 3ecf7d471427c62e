// Our own operations for TensorFlow, compiled against the library that tfjs-node uses. Where there is no compiler the program
// goes without them, more slowly, and says so.
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { root, cache, say, run, runs, marker, headersOfNode } = require('./step');

const source = path.join(root, 'engine', 'kernels', 'native');
const deps = path.join(root, 'node_modules', '@tensorflow', 'tfjs-node', 'deps');
const folder = path.join(cache, 'kernels');
const FILE = 'unroll_kernels.node';

/** Where set-up leaves the compiled operations; engine/kernels/fused/native.ts looks here. */
const kernelsFile = path.join(folder, FILE);

/** What was compiled, against which library: another of either needs another build. */
function fingerprint() {
  const hash = crypto.createHash('sha256');
  for (const name of fs.readdirSync(source).sort()) hash.update(name).update(fs.readFileSync(path.join(source, name)));
  for (const name of fs.readdirSync(path.join(deps, 'lib')).sort()) {
    const { size, mtimeMs } = fs.statSync(path.join(deps, 'lib', name));
    hash.update(`${name} ${size} ${mtimeMs}`);
  }
  return hash.digest('hex');
}

function hasCompiler() {
  if (process.platform === 'win32') return false;
  return ['make', process.env.CXX ?? 'g++'].every((tool) => runs(tool, ['--version'])) || runs('xcrun', ['--find', 'clang++']);
}

function compile() {
  const work = path.join(folder, 'build');
  fs.rmSync(work, { recursive: true, force: true });
  fs.cpSync(source, work, { recursive: true });
  const nodeGyp = path.join(root, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  run(process.execPath, [nodeGyp, 'rebuild', '--jobs=max', ...headersOfNode(), '--', `-Dtensorflow=${deps}`], { cwd: work });
  // A running engine keeps the file it has loaded.
  fs.rmSync(kernelsFile, { force: true });
  fs.copyFileSync(path.join(work, 'build', 'Release', FILE), kernelsFile);
  fs.rmSync(work, { recursive: true, force: true });
}

function installKernels() {
  const done = marker(path.join('kernels', 'built-from'));
  const from = fingerprint();
  if (done.has(from) && fs.existsSync(kernelsFile)) return;
  if (!hasCompiler()) {
    say('fused kernels: left out, because no C++ compiler (g++ and make) is installed; training is slower without them');
    return;
  }
  say('fused kernels: compiling');
  try {
    compile();
  } catch (error) {
    say(`fused kernels: left out, because they could not be compiled; training is slower without them. ${error.message}`);
    return;
  }
  done.set(from);
  say('fused kernels: ready');
}

module.exports = { installKernels, kernelsFile };
