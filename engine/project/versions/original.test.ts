import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepOriginal, originalPath } from './original';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-original-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['/a/series.unroll.json', '/a/series.v1.unroll.json'],
  ['/a/b.c/run.json', '/a/b.c/run.v1.json'],
  ['/a/my.series.json', '/a/my.series.v1.json'],
  ['/a.b/README', '/a.b/README.v1'],
])('the original of %s is kept as %s', (path, original) => {
  expect(originalPath(path, 1)).toBe(original);
});

test('an original is kept once, byte by byte, and an earlier copy stays', async () => {
  const path = join(folder, 'run.json');
  const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d, 0x0d, 0x0a]);
  await writeFile(path, bytes);
  await keepOriginal(path, 1);
  await writeFile(path, 'later');
  await keepOriginal(path, 1);
  await keepOriginal(path, 2);
  expect((await readdir(folder)).sort()).toEqual(['run.json', 'run.v1.json', 'run.v2.json']);
  expect(await readFile(join(folder, 'run.v1.json'))).toEqual(bytes);
});

test('an original that cannot be kept is no silent loss', async () => {
  await expect(keepOriginal(join(folder, 'run.json'), 1)).rejects.toThrow('ENOENT');
  const long = join(folder, `${'n'.repeat(245)}.json`);
  await writeFile(long, '{}');
  await expect(keepOriginal(long, 1)).rejects.toThrow('ENAMETOOLONG');
});
