// `npm start`: the command line where there are arguments, else the desktop window, else the program in a browser.
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { root, SetupError, say } = require('./step');
const { ensureBuilt } = require('./build');
const { findRuntime } = require('./runtime');

/** A window that closes with an error so soon was never there: libraries are missing, or the display is none. */
const OPENING = 8000;

const built = (...names) => path.join(root, 'out', ...names);

/** Runs a built entry in this process, as if Node had been started with it. */
function runHere(entry, args) {
  process.argv.splice(1, process.argv.length, entry, ...args);
  require(entry);
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function whyNoWindow(runtime) {
  if (!runtime) return 'there is no Electron runtime on this machine';
  if (!hasDisplay()) return 'there is no display';
  return undefined;
}

function serve(reason) {
  say(`opening in a browser, because ${reason}. Open this address:`);
  runHere(built('node', 'web.js'), []);
}

function openWindow(runtime, files) {
  if (runtime.isOld) {
    const { electron: wanted } = require(path.join(root, 'package.json')).devDependencies;
    say(
      `opening with Electron ${runtime.version}, an old release, because ${wanted} could not be downloaded: install it before you rely on it`,
    );
  }
  // Chromium's sandbox cannot be had by root; its remarks about missing system services help nobody.
  const isRoot = process.getuid?.() === 0;
  const switches = [...(isRoot ? ['--no-sandbox'] : []), ...(runtime.isOld ? ['--log-level=3'] : [])];
  const started = Date.now();
  const window = spawn(runtime.executable, [...switches, built('main', 'index.js'), ...files], { cwd: root, stdio: 'inherit' });
  // Ctrl-C reaches the window as well, which then asks about unsaved work.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => window.kill('SIGTERM'));
  const ended = (code, signal) => {
    if (code === 0 || signal === 'SIGINT' || signal === 'SIGTERM') process.exit(0);
    if (Date.now() - started < OPENING) serve(`the window could not be opened (${signal ?? `code ${code}`})`);
    else process.exit(code ?? 1);
  };
  window.once('error', (error) => ended(error.code));
  window.once('exit', ended);
}

function start(args) {
  ensureBuilt();
  // npm runs scripts in the program's folder; paths on the command line start where it was called.
  if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
  const areFiles = args.length > 0 && args.every((arg) => !arg.startsWith('-') && /\.json$/i.test(arg) && fs.existsSync(arg));
  if (args.length > 0 && !areFiles) {
    runHere(built('node', 'cli.js'), args);
    return;
  }
  const runtime = findRuntime();
  const reason = whyNoWindow(runtime);
  if (reason) serve(reason);
  else
    openWindow(
      runtime,
      args.map((file) => path.resolve(file)),
    );
}

try {
  start(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`setup: ${error instanceof SetupError ? error.message : error.stack}\n`);
  process.exit(1);
}
