import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { thisProcess } from '../../engine/project/owner';
import { createClaims } from './claims';

let folder: string;
let file: string;
let lock: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-claims-'));
  file = join(folder, 'hamlet.unroll.json');
  lock = join(folder, '.hamlet.unroll.json.lock');
  await writeFile(file, '{}');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const taken = { taken: true };
const free = { taken: false };

describe('a project file', () => {
  test('belongs to one window at a time', async () => {
    const claims = createClaims();
    const [one, two] = [claims.connect(), claims.connect()];
    expect(await one.claim(file)).toEqual(free);
    expect(await one.claim(file)).toEqual(free);
    expect(await two.claim(file)).toEqual(taken);
    await one.claim(null);
    expect(await two.claim(file)).toEqual(free);
  });

  test('is free again when its window closes, and leaves nothing behind', async () => {
    const claims = createClaims();
    const one = claims.connect();
    await one.claim(file);
    expect(await readdir(folder)).toContain('.hamlet.unroll.json.lock');
    one.close();
    expect(await readdir(folder)).toEqual(['hamlet.unroll.json']);
    expect(await claims.connect().claim(file)).toEqual(free);
  });

  test('is the same one by whatever path it is reached', async () => {
    const claims = createClaims();
    const link = join(folder, 'link.unroll.json');
    await symlink(file, link);
    await claims.connect().claim(file);
    expect(await claims.connect().claim(link)).toEqual(taken);
    expect(await claims.connect().claim(join(folder, '..', folder.split('/').at(-1) ?? '', 'hamlet.unroll.json'))).toEqual(taken);
  });

  test('that another window has leaves the own one as it is', async () => {
    const claims = createClaims();
    const other = join(folder, 'other.unroll.json');
    const [one, two] = [claims.connect(), claims.connect()];
    await one.claim(file);
    await two.claim(other);
    expect(await two.claim(file)).toEqual(taken);
    expect(await one.claim(other)).toEqual(taken);
    expect(await two.claim(other)).toEqual(free);
  });

  test('claimed by many windows at once goes to exactly one', async () => {
    const claims = createClaims();
    const answers = await Promise.all(Array.from({ length: 20 }, () => claims.connect().claim(file)));
    expect(answers.filter((answer) => !answer.taken)).toHaveLength(1);
  });

  test('belongs to a window of another process while that runs', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8');
    const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    await writeFile(lock, JSON.stringify({ ...thisProcess(), pid: child.pid, began }));
    const page = createClaims().connect();
    expect(await page.claim(file)).toEqual(taken);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await page.claim(file)).toEqual(free);
    expect(JSON.parse(await readFile(lock, 'utf8'))).toEqual(thisProcess());
  });

  test('whose lock is being written is taken; one that was left half written is free', async () => {
    await writeFile(lock, '{"host"');
    const [past, future] = [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)];
    // Just written, however long the test takes.
    await utimes(lock, future, future);
    const page = createClaims().connect();
    expect(await page.claim(file)).toEqual(taken);
    await utimes(lock, past, past);
    expect(await page.claim(file)).toEqual(free);
  });

  test('in a folder that does not exist can be claimed within this process', async () => {
    const claims = createClaims();
    const path = join(folder, 'no', 'such', 'folder.unroll.json');
    expect(await claims.connect().claim(path)).toEqual(free);
    expect(await claims.connect().claim(path)).toEqual(taken);
  });
});
