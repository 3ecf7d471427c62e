import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { forkChild } from '../../engine/host/fork';
import { VERSIONS } from '../../engine/host/versions';
import { startProgram } from './program';

/** Entry of the browser front end: `node out/node/web.js [--port N] [--folder DIR]` prints the address to open. */

const out = join(__dirname, '..');

async function main() {
  const { values } = parseArgs({ options: { port: { type: 'string' }, folder: { type: 'string' } } });
  const port = values.port === undefined ? 0 : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`The port must be a number from 0 to 65535, not "${values.port}".`);
  const program = await startProgram({
    folder: resolve(values.folder ?? process.env.UNROLL_FOLDER ?? join(homedir(), 'Unroll')),
    port,
    files: join(out, 'renderer'),
    version: VERSIONS.unroll,
    fork: () => forkChild(join(out, 'node', 'engine.js')),
  });
  console.log(program.url);
  console.log(`Projects and data stand in ${program.folder}. Ctrl-C ends the program.`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, async () => {
      await program.stop();
      process.exit(0);
    });
  }
}

main().catch((error: NodeJS.ErrnoException) => {
  const text = error.code === 'EADDRINUSE' ? 'Another program has this port: choose another with --port.' : error.message;
  process.stderr.write(`${text}\n`);
  process.exit(2);
});
