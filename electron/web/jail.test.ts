import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJail, isIn, type Jail } from './jail';

let root: string;
let jail: Jail;

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'unroll-jail-')));
  await mkdir(join(root, 'in', 'deep'), { recursive: true });
  await mkdir(join(root, 'inside-out'));
  await writeFile(join(root, 'in', 'a.csv'), 'x');
  await writeFile(join(root, 'secret'), 'x');
  await symlink(join(root, 'secret'), join(root, 'in', 'to-secret'));
  await symlink(root, join(root, 'in', 'to-root'));
  await symlink(join(root, 'not-yet'), join(root, 'in', 'to-nothing'));
  await symlink(join(root, 'in', 'circle'), join(root, 'in', 'circle'));
  await symlink(join(root, 'in', 'a.csv'), join(root, 'in', 'to-a'));
  jail = await createJail(join(root, 'in'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('the folder of a browser', () => {
  test.each([
    ['.', ''],
    ['a.csv', 'a.csv'],
    ['deep/../a.csv', 'a.csv'],
    ['to-a', 'a.csv'],
    ['new.csv', 'new.csv'],
    ['not/there/yet.csv', 'not/there/yet.csv'],
    ['..a', '..a'],
  ])('holds %s', async (path, real) => {
    expect(await jail.admit(path)).toBe(join(root, 'in', real));
    expect(await jail.admit(join(root, 'in', path))).toBe(join(root, 'in', real));
  });

  test.each([
    '..',
    '../secret',
    'deep/../../secret',
    '/etc/passwd',
    'to-secret',
    'to-root',
    'to-root/secret',
    'to-root/new',
    'to-nothing',
    'to-nothing/deeper',
    'circle',
    '../inside-out',
    'a\0.csv',
  ])('does not hold %j', async (path) => {
    await expect(jail.admit(path)).rejects.toMatchObject({ name: 'Refusal' });
  });

  test('reads relative paths from where it is told', async () => {
    expect(await jail.admit('../a.csv', join(root, 'in', 'deep'))).toBe(join(root, 'in', 'a.csv'));
    await expect(jail.admit('../../secret', join(root, 'in', 'deep'))).rejects.toMatchObject({ name: 'Refusal' });
  });

  test('is never left by any mixture of steps', async () => {
    const step = fc.constantFrom('..', '.', 'deep', 'in', 'to-root', 'to-a', 'to-nothing', 'new', 'secret', '', '/', '~', '%2e%2e');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const admitted = await jail.admit(steps.join('/')).catch(() => undefined);
        return admitted === undefined || isIn(join(root, 'in'), admitted);
      }),
      { numRuns: 500 },
    );
  });
});
