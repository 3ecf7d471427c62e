import type * as disk from 'node:fs/promises';
import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { bytesOf } from './bytes';

const gone = vi.hoisted(() => ({ names: new Set<string>() }));

// A file or a folder of that name is listed, and has vanished when it is looked at.
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof disk>();
  const unlessGone =
    <A extends unknown[], R>(work: (path: string, ...rest: A) => R) =>
    (path: string, ...rest: A): R | Promise<never> =>
      [...gone.names].some((name) => path.endsWith(name))
        ? Promise.reject(Object.assign(new Error('no such file'), { code: 'ENOENT' }))
        : work(path, ...rest);
  return { ...real, lstat: unlessGone(real.lstat), readdir: unlessGone(real.readdir) };
});

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-bytes-'));
  await mkdir(join(folder, 'checkpoints', 'step-8'), { recursive: true });
  await writeFile(join(folder, 'run.json'), 'x'.repeat(10));
  await writeFile(join(folder, 'checkpoints', 'step-8', 'weights.bin'), new Uint8Array(300));
  await writeFile(join(folder, 'checkpoints', 'step-8', 'carried.bin'), '');
});
afterEach(async () => {
  gone.names.clear();
  await rm(folder, { recursive: true, force: true });
});

describe('the bytes of a run', () => {
  test('are those of all its files, however deep they stand', async () => {
    expect(await bytesOf(folder)).toBe(310);
  });

  test('of a file with two names count where each of them stands', async () => {
    await mkdir(join(folder, 'checkpoints', 'best-8'));
    await link(join(folder, 'checkpoints', 'step-8', 'weights.bin'), join(folder, 'checkpoints', 'best-8', 'weights.bin'));
    expect(await bytesOf(folder)).toBe(610);
  });

  test('are not those of what a link leads to, even to itself', async () => {
    await symlink(join(folder, 'run.json'), join(folder, 'linked.json'));
    await symlink(folder, join(folder, 'itself'));
    await symlink(join(folder, 'nowhere'), join(folder, 'dangling'));
    expect(await bytesOf(folder)).toBe(310);
  });

  test.each([
    ['a file', 'run.json', 300],
    ['a checkpoint', 'step-8', 10],
  ])('are less what %s had that vanishes meanwhile', async (_, name, left) => {
    gone.names.add(name);
    expect(await bytesOf(folder)).toBe(left);
  });

  test('of a folder that is not there, or is none, are none', async () => {
    expect(await bytesOf(join(folder, 'nowhere'))).toBe(0);
    expect(await bytesOf(join(folder, 'run.json'))).toBe(0);
  });
});
