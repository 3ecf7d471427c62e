import { Worker } from 'node:worker_threads';

/** Names the variable in which whoever forks the engine tells it its own process id. */
export const PARENT = 'UNROLL_PARENT_PID';

/** Milliseconds between two looks at the parent. */
const INTERVAL = 500;

/**
 * Runs in a thread of its own, because the engine's thread can be busy for minutes. It is text, so that it needs no file beside the
 * built engine. A thread cannot end its process by `process.exit`: hence the signal.
 */
const WATCH = `
const { workerData } = require('node:worker_threads');
const { readFileSync } = require('node:fs');
function isGone(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'ESRCH';
  }
  if (process.platform !== 'linux') return false;
  // Killed, but not yet waited for by its own parent: still in the table, as a zombie.
  try {
    const stat = readFileSync('/proc/' + pid + '/stat', 'utf8');
    return /^\\) [ZX]/.test(stat.slice(stat.lastIndexOf(')')));
  } catch (error) {
    return error.code === 'ENOENT';
  }
}
setInterval(() => {
  if (isGone(workerData.parent)) process.kill(process.pid, 'SIGKILL');
}, workerData.interval);
`;

/** Ends this process when the one that forked it is gone, even if this one is busy. */
export function endWithParent(): void {
  const parent = Number(process.env[PARENT]);
  if (!Number.isInteger(parent) || parent <= 0) return;
  new Worker(WATCH, { eval: true, workerData: { parent, interval: INTERVAL } }).unref();
}
