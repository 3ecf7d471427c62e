import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { forkChild } from '../host/fork';
import { EXIT, type ExitCode } from './exit';
import { runCommandLine } from './program';
import { type Terminal, withEngine } from './session';

/** Entry of the command line: `node out/node/cli.js <command>`, or `npm start -- <command>`. */

const terminal: Terminal = {
  out: process.stdout,
  err: process.stderr,
  onInterrupt(handler) {
    process.on('SIGINT', handler);
    process.on('SIGTERM', handler);
    // The terminal was closed.
    process.on('SIGHUP', handler);
    return () => {
      process.off('SIGINT', handler);
      process.off('SIGTERM', handler);
      process.off('SIGHUP', handler);
    };
  },
  abort: () => process.exit(EXIT.interrupted),
};

/** A reader that has gone, such as `head`, wants no more. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  throw error;
});

/** The server is a program of its own, built beside this one. */
function serve({ port, folder }: { port: number | undefined; folder: string | undefined }): Promise<ExitCode> {
  const args = [...(port === undefined ? [] : ['--port', String(port)]), ...(folder === undefined ? [] : ['--folder', folder])];
  const server = spawn(process.execPath, [join(__dirname, 'web.js'), ...args], { stdio: 'inherit' });
  // Ctrl-C reaches the server as well, which then ends and with it this process.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => server.kill('SIGTERM'));
  return new Promise((resolve) => {
    server.once('exit', (code) => resolve(code === 0 ? EXIT.done : code === EXIT.refused ? EXIT.refused : EXIT.failed));
  });
}

runCommandLine(process.argv.slice(2), {
  withEngine: (work) => withEngine(() => forkChild(join(__dirname, 'engine.js')), terminal, work),
  serve,
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(`${text}\n`),
  isWatched: process.stderr.isTTY === true,
  wait: (milliseconds) => setTimeout(milliseconds, undefined, { ref: false }),
}).then((code) => {
  process.exitCode = code;
});
