// `npm run native-tests`: the fused cells by themselves, for every kind of machine code that this machine runs.
// With --sanitize also under AddressSanitizer and ThreadSanitizer, which is slow.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { root, SetupError, run } = require('./step');

const source = path.join(root, 'engine', 'kernels', 'native');
const compiler = process.env.CXX ?? 'g++';
/** Memory starts as NaN, so that what reads before it writes is found out. */
const COMMON = ['-std=c++17', '-Wall', '-Wextra', '-Wno-psabi', '-Wno-ignored-attributes', '-fno-math-errno', '-DUNROLL_POISON'];

/** As binding.gyp compiles them. */
const MACHINE_CODE =
  process.arch === 'x64'
    ? {
        plain: [],
        avx2: ['-DUNROLL_AVX2', '-mavx2', '-mfma'],
        avx512: ['-DUNROLL_AVX512', '-mavx512f', '-mavx512dq', '-mavx512vl', '-mavx512bw', '-mfma', '-mprefer-vector-width=512'],
      }
    : { plain: [] };

const WAYS = {
  plain: ['-O3'],
  address: ['-O1', '-g', '-fsanitize=address,undefined', '-fno-sanitize-recover=all'],
  thread: ['-O1', '-g', '-fsanitize=thread'],
};

function test(way) {
  const flags = WAYS[way];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'unroll-native-'));
  try {
    const compile = (file, name, more) => {
      const object = path.join(folder, `${name}.o`);
      run(compiler, [...COMMON, ...flags, ...more, '-c', path.join(source, file), '-o', object]);
      return object;
    };
    const objects = [
      ...Object.entries(MACHINE_CODE).map(([name, more]) => compile('isa.cc', name, more)),
      ...['dispatch', 'kept', 'multiply_test', 'pool', 'porter', 'porter_test', 'test'].map((name) => compile(`${name}.cc`, name, [])),
    ];
    const program = path.join(folder, 'test');
    run(compiler, [...flags, ...objects, '-o', program, '-lpthread']);
    // More threads than cores, so that they do get in each other's way.
    const done = spawnSync(program, [], { encoding: 'utf8', env: { ...process.env, UNROLL_THREADS: '4' } });
    process.stdout.write(`${way}: ${done.stdout.trim()}\n${done.stderr}`);
    if (done.status !== 0) throw new SetupError(`The native tests failed (${way}).`);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

try {
  for (const way of process.argv.includes('--sanitize') ? Object.keys(WAYS) : ['plain']) test(way);
} catch (error) {
  process.stderr.write(`${error instanceof SetupError ? error.message : error.stack}\n`);
  process.exit(1);
}
