import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PARENT } from './parent';
import { isRunning } from './testing/isRunning';

// Real processes: a parent that forks a child, which watches over the parent and then never lets its own thread go.

let folder: string;
const started: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-parent-'));
});
afterEach(async () => {
  for (const process of started.splice(0)) process.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** → pids of a parent and its child, once the child is at work. `work`: what keeps the child's thread busy. */
async function startPair(work: string): Promise<{ parent: ChildProcess; child: number }> {
  await writeFile(
    join(folder, 'child.cjs'),
    `require(${JSON.stringify(resolve(__dirname, 'parent.ts'))}).endWithParent();
     console.log(process.pid);
     setTimeout(() => { ${work} }, 100);`,
  );
  await writeFile(
    join(folder, 'parent.cjs'),
    `const child = require('node:child_process').spawn(process.execPath, ${JSON.stringify(['-r', require.resolve('tsx/cjs'), join(folder, 'child.cjs')])}, {
       stdio: 'inherit', env: { ...process.env, ${PARENT}: String(process.pid) },
     });
     child.on('exit', () => process.exit(1));`,
  );
  const parent = spawn(process.execPath, [join(folder, 'parent.cjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(parent);
  for await (const line of createInterface(parent.stdout)) return { parent, child: Number(line) };
  throw new Error('The child did not start.');
}

/** Milliseconds after which a process that has not ended never will. */
const HANG = 30_000;

const untilGone = (pid: number) => expect.poll(() => isRunning(pid), { timeout: HANG, interval: 50 }).toBe(false);

test.each([
  ['computes without end', 'for (;;);'],
  ['sleeps in native code', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);'],
  ['is idle', 'setInterval(() => {}, 1000);'],
])('an engine that %s ends with its parent', async (_, work) => {
  const { parent, child } = await startPair(work);
  expect(isRunning(child)).toBe(true);
  parent.kill('SIGKILL');
  await untilGone(child);
});

test('an engine whose parent lives goes on', async () => {
  const { child } = await startPair('setInterval(() => {}, 1000);');
  // One that began later has looked at its parent when it is gone: so has this one.
  const later = await startPair('setInterval(() => {}, 1000);');
  later.parent.kill('SIGKILL');
  await untilGone(later.child);
  expect(isRunning(child)).toBe(true);
});
