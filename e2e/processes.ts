import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

// The processes of the program as the system sees them (Linux, where the tests run).

/** Milliseconds between two looks. */
const INTERVAL = 50;

/** Milliseconds after which what has not happened never will: `npm run bench:window` says how long things take. */
const HANG = 60_000;

interface Found {
  readonly pid: number;
  readonly command: string;
}

/** The running children of a process. */
export function childrenOf(parent: number): Found[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const found = read(Number(name));
      return found && found.parent === parent && !found.isZombie ? [{ pid: found.pid, command: found.command }] : [];
    });
}

export function isRunning(pid: number): boolean {
  const found = read(pid);
  return found !== undefined && !found.isZombie;
}

/** Nothing happens to a process that is gone already. */
export function signal(pid: number, name: NodeJS.Signals): void {
  if (isRunning(pid)) process.kill(pid, name);
}

/** Waits until a process is gone; throws when it still runs after `limit` ms. */
export async function untilGone(pid: number, limit = HANG): Promise<void> {
  const started = Date.now();
  while (isRunning(pid)) {
    if (Date.now() - started > limit) throw new Error(`Process ${pid} still runs after ${limit} ms.`);
    await wait(INTERVAL);
  }
}

/** The engine under a main process or a server; undefined while there is none. */
function engineOf(parent: number): number | undefined {
  return childrenOf(parent).find(({ command }) => /node\.mojom\.NodeService|\bengine\.js\b/.test(command))?.pid;
}

/** The engine that is not the one before, as soon as there is one. */
export async function engineAfter(program: number, before?: number): Promise<number> {
  const started = Date.now();
  for (;;) {
    const engine = engineOf(program);
    if (engine !== undefined && engine !== before) return engine;
    if (Date.now() - started > HANG)
      throw new Error(`Process ${program} has no ${before === undefined ? '' : 'new '}engine after ${HANG} ms.`);
    await wait(INTERVAL);
  }
}

function read(pid: number) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replace(/\0/g, ' ');
    return { pid, parent: Number(parent), isZombie: state === 'Z', command };
  } catch {
    // It ended while it was looked at.
    return undefined;
  }
}
