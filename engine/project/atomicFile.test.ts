import { link, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFileAtomic } from './atomicFile';

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return { ...real, link: vi.fn(real.link) };
});

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-atomic-'));
  path = join(folder, 'one.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe.each([
  { disk: 'that gives second names', refuses: false },
  { disk: 'that gives none', refuses: true },
])('on a disk $disk, a file', ({ refuses }) => {
  beforeEach(() => {
    vi.mocked(link).mockClear();
    if (refuses) vi.mocked(link).mockRejectedValue(Object.assign(new Error('EPERM'), { code: 'EPERM' }));
    else vi.mocked(link).mockReset();
  });

  test('is made by one of many, whole, and nothing is left beside it', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `${index}`.repeat(1000));
    const answers = await Promise.all(texts.map((text) => createFileAtomic(path, text)));
    expect(answers.filter((answer) => answer === 'created')).toHaveLength(1);
    expect(await readFile(path, 'utf8')).toBe(texts[answers.indexOf('created')]);
    expect(await readdir(folder)).toEqual(['one.json']);
  });

  test('that is there stays as it is', async () => {
    await writeFile(path, 'first');
    expect(await createFileAtomic(path, 'second')).toBe('exists');
    expect(await readFile(path, 'utf8')).toBe('first');
    expect(await readdir(folder)).toEqual(['one.json']);
  });
});

test('in a folder that is not there no file is made, nor the folder', async () => {
  await expect(createFileAtomic(join(folder, 'no', 'one.json'), 'text')).rejects.toThrow('ENOENT');
  expect(await readdir(folder)).toEqual([]);
});
