// `npm run dev`: electron-vite with hot reload for the window, and engine, server and command line built anew at each change.
const { spawn } = require('node:child_process');
const path = require('node:path');
const { root, say } = require('./step');
const { markUnbuilt } = require('./build');
const { findRuntime } = require('./runtime');

const bin = (name) => path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
const runtime = findRuntime();
if (!runtime) {
  process.stderr.write('setup: there is no Electron runtime on this machine: `npm run dev` needs one.\n');
  process.exit(1);
}
say(`Electron ${runtime.version}; after a change of the engine choose "Restart the engine" in the window`);

markUnbuilt();
const env = { ...process.env, ELECTRON_EXEC_PATH: runtime.executable };
const windowArgs = ['dev', '--watch', ...(process.getuid?.() === 0 ? ['--noSandbox'] : [])];
const children = [
  spawn(bin('vite'), ['build', '--app', '--watch', '--config', 'node.vite.config.mts', '--logLevel', 'warn'], {
    cwd: root,
    env,
    stdio: 'inherit',
  }),
  spawn(bin('electron-vite'), windowArgs, { cwd: root, env, stdio: 'inherit' }),
];

// Whichever ends first ends the other.
for (const child of children) {
  child.once('exit', (code) => {
    for (const other of children) other.kill();
    process.exitCode ??= code ?? 0;
  });
}
process.on('SIGINT', () => undefined);
