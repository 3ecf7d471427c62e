import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRunFolder, isHeld, takeRunFolder } from './folder';

let at = '';
beforeEach(async () => {
  at = await mkdtemp(join(tmpdir(), 'unroll-folder-'));
});
afterEach(() => rm(at, { recursive: true, force: true }));

test('runs that begin in the same second have a folder each', async () => {
  const now = () => new Date(Date.UTC(2026, 10, 28));
  const made = await Promise.all(Array.from({ length: 60 }, () => createRunFolder(join(at, 'a.runs'), now)));
  expect(new Set(made.map(({ run }) => run)).size).toBe(60);
  expect(await readdir(join(at, 'a.runs'))).toHaveLength(60);
});

test('a folder is held until it is let go of', async () => {
  const { folder, run, release } = await createRunFolder(join(at, 'a.runs'));
  expect(await isHeld(folder)).toBe(true);
  await release();
  expect(await isHeld(folder)).toBe(false);
  expect((await takeRunFolder(folder, run))?.run).toBe(run);
});

test('a folder that another process trains into is not taken', async () => {
  const { folder, run } = await createRunFolder(join(at, 'a.runs'));
  // The first process of the machine runs as long as this one.
  const { hostname } = await import('node:os');
  await writeFile(join(folder, '.lock'), JSON.stringify({ host: `not ${hostname()}`, pid: 1, began: null }));
  expect(await takeRunFolder(folder, run)).toBeUndefined();
});

test.each([
  ['a file', (path: string) => writeFile(path, '')],
  ['a link that leads nowhere', (path: string) => symlink(join(path, '..', 'gone', 'deep'), path)],
])('where the runs are %s it throws and leaves nothing', async (_, make) => {
  await make(join(at, 'a.runs'));
  await expect(createRunFolder(join(at, 'a.runs'))).rejects.toHaveProperty('code');
  expect(await readdir(at)).toEqual(['a.runs']);
});
