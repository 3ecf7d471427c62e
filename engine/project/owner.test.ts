import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { isRunning, isSame, thisProcess } from './owner';

describe('the owner of a file', () => {
  test('is running while its process is', () => {
    expect(isRunning(thisProcess())).toBe(true);
    expect(isSame(thisProcess(), thisProcess())).toBe(true);
  });

  test('is not running once its process was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const owner = { host: hostname(), pid: child.pid ?? 0, began: null };
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isRunning(owner)).toBe(false);
  });

  test('is not a later process that was given the same number', () => {
    const earlier = { ...thisProcess(), began: '1' };
    expect(isRunning(earlier)).toBe(false);
    expect(isSame(earlier, thisProcess())).toBe(false);
  });

  test('counts as running on another machine, of which nothing is known', () => {
    expect(isRunning({ host: 'elsewhere', pid: 1, began: '1' })).toBe(true);
  });
});
