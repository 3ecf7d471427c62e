import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

// The built command line with its real engine: `npm run build` comes first.

const root = resolve(__dirname, '..', '..', '..');
const entry = join(root, 'out', 'node', 'cli.js');

export function startProgram(...args: string[]): ChildProcess {
  return spawn(process.execPath, [entry, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** What a command printed, and its code. `hear`: is told every line of standard output as it comes. */
export async function runProgram(args: readonly string[], hear: (line: string) => void = () => undefined) {
  const child = startProgram(...args);
  let err = '';
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  const closed = once(child, 'close');
  const lines: string[] = [];
  if (child.stdout) {
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      hear(line);
    }
  }
  const [code] = await closed;
  return { code, lines, err };
}

/** The process that trains into a run's folder. */
export async function trainerOf(folder: string): Promise<number> {
  const { pid } = JSON.parse(await readFile(join(folder, '.lock'), 'utf8'));
  return pid;
}
