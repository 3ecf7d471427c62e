import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { holderOf, lock, unlock } from './lock';
import { thisProcess } from './owner';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-lock-'));
  file = join(folder, '.lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** As a process left it that had the number of this one and is gone. */
const left = JSON.stringify({ ...thisProcess(), began: '1' });
const elsewhere = JSON.stringify({ host: 'elsewhere', pid: 1, began: null });

/** As if it had been written a minute ago, or just now however long the test has taken. */
async function date(path: string, when: 'a minute ago' | 'now') {
  const time = new Date(Date.now() + (when === 'now' ? 60_000 : -60_000));
  await utimes(path, time, time);
}

describe('a lock', () => {
  test('is held until it is let go of, and leaves nothing behind', async () => {
    expect(await holderOf(file)).toBe('nobody');
    expect(await lock(file)).toBe('held');
    expect(await lock(file)).toBe('held');
    expect(await holderOf(file)).toBe('self');
    expect(await readdir(folder)).toEqual(['.lock']);
    unlock(file);
    expect(await holderOf(file)).toBe('nobody');
    expect(await readdir(folder)).toEqual([]);
  });

  test('of another process that runs is taken, and is not let go of for it', async () => {
    await writeFile(file, elsewhere);
    expect(await holderOf(file)).toBe('other');
    expect(await lock(file)).toBe('taken');
    unlock(file);
    expect(await readFile(file, 'utf8')).toBe(elsewhere);
  });

  test('of a process that is gone is taken over, also where another one died over that', async () => {
    await writeFile(file, left);
    await writeFile(`${file}.replacing`, left);
    expect(await holderOf(file)).toBe('nobody');
    expect(await lock(file)).toBe('held');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(thisProcess());
    expect(await readdir(folder)).toEqual(['.lock']);
  });

  test('of a process that is gone is taken while another process takes it over', async () => {
    await writeFile(file, left);
    await writeFile(`${file}.replacing`, elsewhere);
    expect(await lock(file)).toBe('taken');
    expect(await readFile(file, 'utf8')).toBe(left);
  });

  test.each(['', '{"host"', 'null'])('half written (%j) belongs to another at first, and to nobody later', async (text) => {
    await writeFile(file, text);
    await date(file, 'now');
    expect(await holderOf(file)).toBe('other');
    expect(await lock(file)).toBe('taken');
    await date(file, 'a minute ago');
    expect(await holderOf(file)).toBe('nobody');
    expect(await lock(file)).toBe('held');
  });

  test('where none can be written is said to be so', async () => {
    expect(await lock(join(folder, 'no', 'folder', '.lock'))).toBe('unwritable');
    expect(await readdir(folder)).toEqual([]);
    await mkdir(file);
    await date(file, 'a minute ago');
    expect(await lock(file)).toBe('unwritable');
    unlock(file);
    expect(await readdir(folder)).toEqual(['.lock']);
  });
});

describe('of several processes', () => {
  let processes: ChildProcess[];

  beforeAll(async () => {
    processes = Array.from({ length: 4 }, () => fork(join(__dirname, 'testing', 'locker.ts'), { execArgv: ['--require', 'tsx/cjs'] }));
    await Promise.all(processes.map((one) => once(one, 'message')));
  });
  afterAll(() => {
    for (const one of processes) one.kill();
  });

  /** Tells one to take a lock. → what came of it. */
  async function send(one: ChildProcess, path: string): Promise<unknown> {
    const answer = once(one, 'message');
    one.send(path);
    return (await answer)[0];
  }

  test('that want a lock at the same moment exactly one gets it, free or left by one that is gone', async () => {
    for (let round = 0; round < 150; round++) {
      const path = join(folder, `.lock-${round}`);
      if (round % 3 > 0) await writeFile(path, left);
      if (round % 3 > 1) await writeFile(`${path}.replacing`, left);
      const answers = await Promise.all(processes.map((one) => send(one, path)));
      expect(answers.filter((answer) => answer === 'held')).toHaveLength(1);
      const winner = processes[answers.indexOf('held')];
      expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: winner?.pid });
    }
    expect((await readdir(folder)).filter((name) => !/^\.lock-\d+$/.test(name))).toEqual([]);
  });

  test('one that is killed holds its lock no longer', async () => {
    const [first, second] = processes;
    if (!first || !second) throw new Error('There are no processes.');
    await send(first, file);
    expect(await holderOf(file)).toBe('other');
    first.kill('SIGKILL');
    await once(first, 'exit');
    expect(await holderOf(file)).toBe('nobody');
    expect(await send(second, file)).toBe('held');
  });
});
