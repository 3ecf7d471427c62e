// TensorFlow's library and tfjs-node's binding to it.
// tfjs-node's own installer comes first; where its download host is out of reach, the library comes from the Python wheel
// of the same project and the binding is compiled against it.
const fs = require('node:fs');
const path = require('node:path');
const { root, cache, SetupError, say, run, runs, headersOfNode, unpackWheel } = require('./step');

const WHEEL = 'tensorflow-cpu==2.21.0';
const HEADERS = ['tensorflow/c/', 'tensorflow/core/platform/', 'tensorflow/core/common_runtime/', 'xla/tsl/', 'tsl/'].map(
  (folder) => `tensorflow/include/${folder}`,
);
const LIBRARIES = ['tensorflow/libtensorflow_cc.so.2', 'tensorflow/libtensorflow_framework.so.2'];

const module_ = path.join(root, 'node_modules', '@tensorflow', 'tfjs-node');
const library = path.join(cache, 'tensorflow');

function loads() {
  return runs(process.execPath, ['-e', "require('node:util').isNullOrUndefined ??= (v) => v == null; require('@tensorflow/tfjs-node')"], {
    env: { TF_CPP_MIN_LOG_LEVEL: '3' },
    minutes: 1,
  });
}

function isBuilt() {
  const lib = path.join(module_, 'lib');
  return fs.existsSync(lib) && fs.readdirSync(lib).some((napi) => fs.existsSync(path.join(lib, napi, 'tfjs_binding.node')));
}

function link(target, at) {
  fs.rmSync(at, { force: true, recursive: true });
  fs.mkdirSync(path.dirname(at), { recursive: true });
  fs.symlinkSync(target, at);
}

function buildFromWheel() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      'TensorFlow could not be downloaded from its own host, and the fallback exists for Linux on x64 alone: check the network and start again.',
    );
  }
  if (!LIBRARIES.every((name) => fs.existsSync(path.join(library, name)))) {
    say(`TensorFlow: its own download host is out of reach, taking the library from the Python wheel ${WHEEL} (274 MB)`);
    unpackWheel(WHEEL, [...HEADERS, ...LIBRARIES], library);
  }
  const [cc, framework] = LIBRARIES.map((name) => path.join(library, name));
  const deps = path.join(module_, 'deps');
  fs.rmSync(deps, { recursive: true, force: true });
  link(path.join(library, 'tensorflow', 'include'), path.join(deps, 'include'));
  for (const name of ['libtensorflow.so', 'libtensorflow_cc.so.2']) link(cc, path.join(deps, 'lib', name));
  for (const name of ['libtensorflow_framework.so', 'libtensorflow_framework.so.2']) link(framework, path.join(deps, 'lib', name));
  if (!runs('g++', ['--version']) || !runs('make', ['--version'])) {
    throw new SetupError('A C++ compiler is needed to bind TensorFlow on this machine: install g++ and make, and start again.');
  }
  say('TensorFlow: compiling the binding');
  const preGyp = path.join(root, 'node_modules', '@mapbox', 'node-pre-gyp', 'bin', 'node-pre-gyp');
  run(process.execPath, [preGyp, 'install', '--build-from-source', ...headersOfNode()], { cwd: module_ });
}

function installTensorflow() {
  if (isBuilt() && fs.existsSync(path.join(module_, 'deps', 'lib'))) return;
  say('TensorFlow: downloading its library');
  runs(process.execPath, [path.join(module_, 'scripts', 'install.js')], { cwd: module_ });
  if (!loads()) {
    buildFromWheel();
    if (!loads()) throw new SetupError('TensorFlow was built but does not load: remove node_modules and start again.');
  }
  say('TensorFlow: ready');
}

module.exports = { installTensorflow };
